// Whatever takes part, with all its properties, by id.
CALL () {
  UNWIND $@label AS id MATCH (n:@label {id: id}) RETURN n
}
RETURN n.id AS id, n.name AS name, labels(n) AS labels, properties(n) AS properties
ORDER BY id
