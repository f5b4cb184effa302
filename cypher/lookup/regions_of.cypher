// The smallest region known for each of some schools, groups and organisations, by id.
CALL () {
  UNWIND $@label AS id MATCH (n:@label {id: id}) RETURN n
}
MATCH (n)-[:LOCATED_IN]->(r:Region)
WITH n, r ORDER BY r.id
WITH n, collect(r)[0] AS r
RETURN n.id AS id, r.id AS region, r.name AS name
ORDER BY id
