// title: 不知在何县的学校 / Schools whose county is not known
// description: 没有所在地区，或只知道到地级、省级的学校：它们不计入任何县的覆盖率。 / Schools without a region, or known only
//   by prefecture or province: no county's coverage counts them.
// returns: id string, name string, region string?, region_name string?, level string?
// none: 每所学校都知道在哪个县。 / The county of every school is known.
MATCH (s:School)
WHERE NOT EXISTS { MATCH (s)-[:LOCATED_IN]->(:County) }
OPTIONAL MATCH (s)-[:LOCATED_IN]->(r:Region)
WITH s, r ORDER BY r.id DESC
WITH s, head(collect(r)) AS r
RETURN s.id AS id, s.name AS name, r.id AS region, r.name AS region_name, r.level AS level
ORDER BY id
