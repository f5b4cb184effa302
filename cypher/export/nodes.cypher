// Some nodes that loads wrote, by label and id.
UNWIND $by_label.@stored AS id MATCH (n:@stored {id: id}) WHERE n.run STARTS WITH 'run-' RETURN n.id AS id, labels(n) AS labels, properties(n) AS properties
