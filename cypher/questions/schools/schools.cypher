// title: 学校名单 / Schools
// description: 图谱中的学校，可按地区（含下辖）、学段、名称和日期筛选，按编号排列；不知起止时间的学校一直算在。 / Schools of the graph, by
//   region (with all below it), stage, part of the name and day, in order of their ids. A school whose dates are not
//   known counts as always there.
// params: region id{Region}? "530124" "地区代码；下辖的都计入 / code of a region; all below it counts";
//   stage string{kindergarten|primary|junior|senior|vocational}? "primary" "学段 / stage of schooling";
//   q name? "小学" "名称或别名的一部分 / part of the name or an alias";
//   as_of day=any "2025-09-01" "这一天已有的学校；any 表示全部 / schools that were there on this day; any takes all";
//   after string? "" "从这个编号之后接着列 / id after which to go on"
// returns: id string, name string, aliases strings, stages strings, setting string?, students integer?,
//   teachers integer?, status string?, region string?, region_name string?, lead boolean, campus_of string?
// computed: page
CALL () {
  UNWIND $page AS id
  MATCH (s:School {id: id})
  RETURN s
  UNION ALL
  WITH 1 AS one WHERE $page IS NULL AND $region IS NULL
  MATCH (s:School)
  RETURN s
  UNION ALL
  MATCH (:Region {id: CASE WHEN $page IS NULL THEN $region END})<-[:PART_OF*0..3]-(:Region)<-[:LOCATED_IN]-(s:School)
  RETURN DISTINCT s
}
WITH s
WHERE s.id > coalesce($after, '')
  AND ($stage IS NULL OR $stage IN coalesce(s.stages, []))
  AND @holds(s)
  AND ($q IS NULL OR any(key IN $q WHERE coalesce(s.name_key, s.name) CONTAINS key
       OR any(a IN coalesce(s.aliases_key, s.aliases) WHERE a CONTAINS key)))
WITH s ORDER BY s.id LIMIT $most
OPTIONAL MATCH (s)-[:LOCATED_IN]->(place:Region)
WITH s, min(place.id) AS region
OPTIONAL MATCH (s)-[:CAMPUS_OF]->(parent:School)
WITH s, region, min(parent.id) AS campus_of
RETURN s.id AS id, s.name AS name, coalesce(s.aliases, []) AS aliases, coalesce(s.stages, []) AS stages,
       s.setting AS setting, s.students AS students, s.teachers AS teachers, s.status AS status, region,
       head(COLLECT { MATCH (named:Region {id: region}) RETURN named.name }) AS region_name,
       s:LeadSchool AS lead, campus_of
ORDER BY id
