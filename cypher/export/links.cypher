// The links of one type from some nodes, by label and id.
UNWIND $by_label.@stored AS id MATCH (a:@stored {id: id})-[r]->(b) WHERE type(r) = $type AND r.run STARTS WITH 'run-' AND r.key IS NOT NULL RETURN a.id AS start, b.id AS end, labels(b) AS end_labels, properties(r) AS properties
