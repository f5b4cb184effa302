// title: 机构名单 / Organisations
// description: 图谱中帮扶、管理或牵头的高校、政府部门、企业、基金会和其他机构，可按地区（含下辖）、类型和名称筛选，附其帮扶条数、牵头的集团数
//   和管理的学校、地区数，按编号排列。 / Universities, government units, enterprises, foundations and others that help,
//   manage or lead, by region (with all below it), kind and part of the name, each with its aid links, the groups that it
//   leads and the schools and regions that it manages, in order of their ids.
// params: region id{Region}? "530100" "地区代码；下辖的都计入 / code of a region; all below it counts";
//   kind string{university|government|enterprise|foundation|other}? "university" "机构类型 / kind of organisation";
//   q name? "大学" "名称或别名的一部分 / part of the name or an alias";
//   as_of day=today "2025-09-01" "在这一天成立的联系；any 表示不限 / links that held on this day; any lifts it";
//   after string? "" "从这个编号之后接着列 / id after which to go on"
// returns: id string, name string, aliases strings, kind string, region string?, region_name string?, since string?,
//   until string?, aid_links integer, groups integer, managed integer, undated_links integer
// computed: page
MATCH (o:Organisation)
WHERE o.id > coalesce($after, '') AND @holds(o)
  AND ($kind IS NULL OR o.kind = $kind)
  AND ($q IS NULL OR any(key IN $q WHERE coalesce(o.name_key, o.name) CONTAINS key
       OR any(a IN coalesce(o.aliases_key, o.aliases) WHERE a CONTAINS key)))
  AND ($region IS NULL OR EXISTS { MATCH (o)-[:LOCATED_IN]->(:Region)-[:PART_OF*0..3]->(:Region {id: $region}) })
WITH o ORDER BY o.id LIMIT $most
OPTIONAL MATCH (o)-[:LOCATED_IN]->(place:Region)
WITH o, min(place.id) AS region
OPTIONAL MATCH (o)-[r:AIDS|LEADS|MANAGES]->(x)
WHERE @holds(r)
WITH o, region, sum(CASE WHEN type(r) = 'AIDS' THEN 1 ELSE 0 END) AS aid_links,
     count(DISTINCT CASE WHEN type(r) = 'LEADS' THEN x.id END) AS groups,
     count(DISTINCT CASE WHEN type(r) = 'MANAGES' THEN x.id END) AS managed,
     collect(@undated(r)) AS undated
RETURN o.id AS id, o.name AS name, coalesce(o.aliases, []) AS aliases, o.kind AS kind, region,
       head(COLLECT { MATCH (named:Region {id: region}) RETURN named.name }) AS region_name,
       o.since AS since, o.until AS until, aid_links, groups, managed, @undated_links(undated)
ORDER BY id
