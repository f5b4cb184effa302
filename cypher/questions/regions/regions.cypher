// title: 地区名单 / Regions
// description: 国家、省、地、县各级地区和功能区，可按上级、级别和名称筛选。 / Countries, provinces, prefectures,
//   counties and functional districts, by what lies above, level and part of the name.
// params: parent id{Region}? "530100" "直接上级地区的代码 / code of the region right above";
//   level string{country|province|prefecture|county}? "county" "地区级别 / level of the region";
//   q name? "富民" "名称的一部分 / part of the name";
//   after string? "" "从这个代码之后接着列 / code after which to go on"
// returns: id string, name string, level string, level_name string?, parent string?, parent_name string?,
//   functional boolean, lon float?, lat float?
// computed: page
CALL () {
  MATCH (:Region {id: $parent})<-[:PART_OF]-(r:Region) RETURN r
  UNION
  MATCH (r:Region) WHERE $parent IS NULL RETURN r
}
WITH r
WHERE ($after IS NULL OR r.id > $after)
  AND ($level IS NULL OR r.level = $level)
  AND ($q IS NULL OR any(key IN $q WHERE coalesce(r.name_key, r.name) CONTAINS key
       OR any(a IN coalesce(r.aliases_key, r.aliases) WHERE a CONTAINS key)))
  AND ($parent IS NULL OR NOT EXISTS { MATCH (r)-[:PART_OF]->(other:Region) WHERE other.id < $parent })
WITH r ORDER BY r.id LIMIT $most
OPTIONAL MATCH (r)-[:PART_OF]->(above:Region)
WITH r, min(above.id) AS parent
RETURN r.id AS id, r.name AS name, r.level AS level, r.level_name AS level_name, parent,
       head(COLLECT { MATCH (named:Region {id: parent}) RETURN named.name }) AS parent_name,
       coalesce(r.functional, false) AS functional, r.lon AS lon, r.lat AS lat
ORDER BY id
