// The links with some keys that touch what takes part by some ids.
CALL () {
  UNWIND $@label AS id MATCH (a:@label {id: id}) RETURN a
}
MATCH (a)-[r:@ties|LOCATED_IN|PART_OF]-()
WHERE r.key IN $keys
RETURN DISTINCT r.key AS key, type(r) AS type, startNode(r).id AS start, endNode(r).id AS end, properties(r) AS properties
ORDER BY key
