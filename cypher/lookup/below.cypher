// What has ties on a day and is below a region: regions, and what is located in them; with the regions between.
CALL () {
  MATCH (:Region {id: $id})<-[:PART_OF*1..4]-(r:Region)-[t:@ties]-()
  WHERE type(t) IN $ties
    AND @holds(t)
  RETURN DISTINCT r, r AS n
  UNION ALL
  MATCH (:Region {id: $id})<-[:PART_OF*1..4]-(r:Region)<-[:LOCATED_IN]-(n)-[t:@ties]-()
  WHERE type(t) IN $ties
    AND @holds(t)
  RETURN DISTINCT r, n
}
MATCH (r)-[:PART_OF*0..3]->(b:Region)
WHERE EXISTS { MATCH (b)-[:PART_OF*1..4]->(:Region {id: $id}) }
UNWIND [n, b] AS one
RETURN DISTINCT one.id AS id, one.name AS name, labels(one) AS labels
ORDER BY id
