// title: 一个学校、集团、机构或地区的全部联系 / All ties of a school, group, organisation or region
// description: 与一所学校、集团、机构或地区直接相连的全部联系，无论方向；联系只在两端都在时有效，另注明由哪一端所限。 /
//   Every tie that touches a school, group, organisation or region, in either direction, with its dates and evidence. A
//   tie holds only while both its ends do: `since_cut_by` and `until_cut_by` tell which end bounds it more narrowly than
//   its own dates.
// params: id id{any} "school-530100-6521ff8322" "学校、集团、机构或地区的编号 / id of the school, group, organisation or region";
//   as_of day=any "2025-09-01" "在这一天成立的联系；any 表示全部 / ties that held on this day; any takes all"
// returns: key string, type string, from_id string, from_name string, from_label string, to_id string, to_name string, to_label string, form string?,
//   role string?, programme string?, since string?, until string?, since_cut_by string?,
//   until_cut_by string?, observed strings, undated_links integer,
//   source_ids strings, locators strings
// map: key id
CALL () {
  MATCH (a:@label {id: $id}) RETURN a
}
MATCH (a)-[r:@ties]-(b)
WHERE @holds(r)
WITH r, startNode(r) AS x, endNode(r) AS y
RETURN r.key AS key, type(r) AS type, x.id AS from_id, x.name AS from_name,
       @own_label(x) AS from_label, y.id AS to_id, y.name AS to_name, @own_label(y) AS to_label,
       r.form AS form, r.role AS role, r.programme AS programme, r.since AS since, r.until AS until,
       r.since_cut_by AS since_cut_by, r.until_cut_by AS until_cut_by,
       coalesce(r.observed, []) AS observed,
       @undated_link(r),
       r.source_ids AS source_ids, r.locators AS locators
ORDER BY type, key
