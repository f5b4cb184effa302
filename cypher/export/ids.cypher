// The ids of all nodes that loads wrote, by label.
MATCH (n:@stored) WHERE n.run STARTS WITH 'run-' RETURN '@stored' AS label, collect(n.id) AS ids
