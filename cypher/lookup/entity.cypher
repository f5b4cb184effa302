// The school, group, organisation or region with an id.
MATCH (n:@label {id: $id}) RETURN n.id AS id, n.name AS name, labels(n) AS labels
