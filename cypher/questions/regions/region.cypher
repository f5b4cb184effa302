// title: 一个地区 / One region
// description: 一个地区及其上级、下辖地区数和已知学校数。 / One region, what lies above it, and how many regions and known
//   schools lie below.
// params: id string "530124" "地区代码 / code of the region"
// returns: id string, name string, level string, level_name string?, parent string?, parent_name string?,
//   functional boolean, lon float?, lat float?, regions_below integer, schools_known integer, source_ids strings, locators strings
// map: id
MATCH (r:Region {id: $id})
OPTIONAL MATCH (r)-[:PART_OF]->(above:Region)
WITH r, min(above.id) AS parent, min(above.name) AS parent_name
RETURN r.id AS id, r.name AS name, r.level AS level, r.level_name AS level_name, parent,
       parent_name, coalesce(r.functional, false) AS functional, r.lon AS lon, r.lat AS lat,
       COUNT { MATCH (r)<-[:PART_OF*1..3]-(below:Region) RETURN DISTINCT below } AS regions_below,
       COUNT { MATCH (r)<-[:PART_OF*0..3]-(:Region)<-[:LOCATED_IN]-(s:School) RETURN DISTINCT s } AS schools_known,
       r.source_ids AS source_ids, r.locators AS locators
