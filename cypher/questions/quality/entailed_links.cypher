// title: 推断而非直述的联系 / Links that follow but are not stated
// description: 由文字推出、但来源没有直接写明的联系，供核对。 / Links that follow from a source without being stated there,
//   for checking against it.
// params: type string{@ties|LOCATED_IN}? "AIDS" "只看一种类型 /
//   one type only"
// returns: key string, type string, from_id string, from_name string, to_id string, to_name string, source_ids strings,
//   locators strings
// none: 每条联系都由来源写明。 / Every link is stated by its source.
MATCH (a)-[r:@ties|LOCATED_IN]->(b)
WHERE r.entailed AND ($type IS NULL OR type(r) = $type)
RETURN r.key AS key, type(r) AS type, a.id AS from_id, a.name AS from_name, b.id AS to_id, b.name AS to_name,
       r.source_ids AS source_ids, r.locators AS locators
ORDER BY type, key
