// The regions below a region that have ties on a day, and those between.
MATCH (f:Region {id: $id})<-[:PART_OF*1..4]-(r:Region)-[t:@ties]-()
WHERE type(t) IN $ties
  AND ($as_of IS NULL OR (coalesce(t.since_day, 0) <= $as_of AND coalesce(t.until_day, 99999999) >= $as_of))
WITH DISTINCT f, r
MATCH (r)-[:PART_OF*0..3]->(b:Region)
WHERE EXISTS { MATCH (b)-[:PART_OF*1..4]->(f) }
RETURN DISTINCT b.id AS id, b.name AS name, labels(b) AS labels
ORDER BY id
