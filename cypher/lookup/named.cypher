// Whatever the search finds, by its id.
MATCH (n:@searched {id: $id}) RETURN n.id AS id, @name(n) AS name, labels(n) AS labels, coalesce(n.former_ids, []) AS former_ids
