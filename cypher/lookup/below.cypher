// What has ties on a day and is below a region: regions, and what is located in them; with the regions between.
CALL () {
  MATCH (:Region {id: $id})<-[:PART_OF*1..4]-(r:Region)-[t:@ties]-()
  WHERE type(t) IN $ties
    AND ($as_of IS NULL OR (coalesce(t.since_day, 0) <= $as_of AND coalesce(t.until_day, 99999999) >= $as_of))
  RETURN DISTINCT r, r AS n
  UNION ALL
  MATCH (:Region {id: $id})<-[:PART_OF*1..4]-(r:Region)<-[:LOCATED_IN]-(n)-[t:@ties]-()
  WHERE type(t) IN $ties
    AND ($as_of IS NULL OR (coalesce(t.since_day, 0) <= $as_of AND coalesce(t.until_day, 99999999) >= $as_of))
  RETURN DISTINCT r, n
}
MATCH (r)-[:PART_OF*0..3]->(b:Region)
WHERE EXISTS { MATCH (b)-[:PART_OF*1..4]->(:Region {id: $id}) }
UNWIND [n, b] AS one
RETURN DISTINCT one.id AS id, one.name AS name, labels(one) AS labels
ORDER BY id
