// All links of one type, with the labels of both ends.
MATCH (a)-[r]->(b)
WHERE type(r) = $type AND r.run STARTS WITH 'run-' AND r.key IS NOT NULL
RETURN type(r) AS type, a.id AS start, labels(a) AS start_labels, b.id AS end, labels(b) AS end_labels,
       properties(r) AS properties
ORDER BY r.key
