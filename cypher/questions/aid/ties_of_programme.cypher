// title: 一个项目的全部帮扶和结对 / All aid links and pairings of a programme
// description: 属于一个项目的全部帮扶和结对，附形式、起止时间和出处。 / Every aid link and pairing that belongs to a programme,
//   with form, dates and evidence.
// params: id id{Programme} "programme-000000-3f69242378" "项目编号 / id of the programme";
//   as_of day=any "2025-09-01" "在这一天成立的联系；any 表示全部 / ties that held on this day; any takes all"
// returns: key string, type string, from_id string, from_name string, from_label string, to_id string, to_name string,
//   to_label string, form string?, role string?, programme string?, since string?, until string?, observed strings,
//   undated_links integer, source_ids strings, locators strings
// map: key
MATCH (p:Programme {id: $id})
MATCH (x)-[r:AIDS|PAIRED_WITH]->(y)
WHERE r.programme = p.name AND @holds(r)
RETURN r.key AS key, type(r) AS type, x.id AS from_id, x.name AS from_name, @own_label(x) AS from_label,
       y.id AS to_id, y.name AS to_name, @own_label(y) AS to_label, r.form AS form, r.role AS role,
       r.programme AS programme, r.since AS since, r.until AS until, coalesce(r.observed, []) AS observed,
       @undated_link(r), r.source_ids AS source_ids, r.locators AS locators
ORDER BY type, key
