// How many links of each type start at what takes part by some ids, by where they start and end.
CALL () {
  UNWIND $@label AS id MATCH (a:@label {id: id}) RETURN a
}
MATCH (a)-[r:@ties|LOCATED_IN|PART_OF]->(b)
WHERE type(r) IN $ties
  AND @holds(r)
RETURN type(r) AS type, a.id AS start, b.id AS end, count(r) AS links
ORDER BY type, start, end
