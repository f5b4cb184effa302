// title: 地区之间的帮扶流向 / Aid flows from region to region
// description: 帮扶从哪个地区流向哪个地区（含地区内部），多少条、派出多少教师，按所选级别汇总。只知道在更高级别的一端不计入。 / From
//   which region to which aid goes, also within one region, in links and in teachers sent, summed up at a level. A link
//   with an end that is a region above that level, or is known only by one, is left out.
// params: level string{county|prefecture|province|country}=prefecture "county" "按哪一级地区汇总 / level at which to sum up";
//   as_of day=today "2025-09-01" "在这一天成立的联系；any 表示不限 / links that held on this day; any lifts it"
// returns: from_id string, from_name string, to_id string, to_name string, links integer, teachers_sent integer,
//   links_with_teachers integer, forms strings, undated_links integer, source_ids strings
// chart: matrix from_id to_id links
MATCH (helper)-[a:AIDS]->(helped)
WHERE @holds(a)
MATCH (helper)-[:LOCATED_IN|PART_OF*0..4]->(f:Region)
WHERE f.level = $level
MATCH (helped)-[:LOCATED_IN|PART_OF*0..4]->(t:Region)
WHERE t.level = $level
WITH DISTINCT f, t, a
WITH f, t, a ORDER BY a.form, a.key
WITH f.id AS from_id, f.name AS from_name, t.id AS to_id, t.name AS to_name, count(a) AS links,
     sum(coalesce(a.teachers_sent, 0)) AS teachers_sent, count(a.teachers_sent) AS links_with_teachers,
     collect(DISTINCT a.form) AS forms, collect(@undated(a)) AS undated, collect(DISTINCT a.source_ids) AS cited
RETURN from_id, from_name, to_id, to_name, links, teachers_sent, links_with_teachers, forms, @undated_links(undated),
       reduce(seen = [], ids IN cited | reduce(s = seen, x IN ids | CASE WHEN x IN s THEN s ELSE s + x END)) AS source_ids
ORDER BY links DESC, from_id, to_id
