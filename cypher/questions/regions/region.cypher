// title: 一个地区 / One region
// description: 一个地区及其上级、下辖地区数、来源所列的学校数，以及最新完整名录和报道的学校总数。 / One region, what lies above it, and
//   how many regions and schools named in the sources lie below; beside these the schools of its newest census, and the
//   newest total reported, where there are such.
// params: id id{Region} "530124" "地区代码 / code of the region"
// returns: id string, name string, level string, level_name string?, parent string?, parent_name string?,
//   functional boolean, lon float?, lat float?, regions_below integer, schools_known integer,
//   schools_in_register integer?, register_as_of string?, register_source_ids strings, reported_total float? schools,
//   reported_as_of string?, reported_source_ids strings, source_ids strings, locators strings
// map: around id
MATCH (r:Region {id: $id})
OPTIONAL MATCH (r)-[:PART_OF]->(above:Region)
WITH r, min(above.id) AS parent, min(above.name) AS parent_name
WITH r, parent, parent_name, @register(r, null, null) AS census, @reported_total(r, 'schools', null) AS total
RETURN r.id AS id, r.name AS name, r.level AS level, r.level_name AS level_name, parent,
       parent_name, coalesce(r.functional, false) AS functional, r.lon AS lon, r.lat AS lat,
       COUNT { MATCH (r)<-[:PART_OF*1..3]-(below:Region) RETURN DISTINCT below } AS regions_below,
       COUNT { MATCH (r)<-[:PART_OF*0..3]-(:Region)<-[:LOCATED_IN]-(s:School) RETURN DISTINCT s } AS schools_known,
       CASE WHEN census IS NOT NULL THEN COUNT {
         MATCH (r)<-[:PART_OF*0..3]-(:Region)<-[:LOCATED_IN]-(s:School) WHERE @in_register(s, census) RETURN DISTINCT s
       } END AS schools_in_register, census.as_of AS register_as_of, coalesce(census.source_ids, []) AS register_source_ids,
       total.value AS reported_total, total.as_of AS reported_as_of, coalesce(total.source_ids, []) AS reported_source_ids,
       r.source_ids AS source_ids, r.locators AS locators
