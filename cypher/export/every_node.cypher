// Every node that has an id, whoever wrote it, for a copy that has all that the graph has.
MATCH (n)
WHERE n.id IS NOT NULL
RETURN labels(n) AS labels, properties(n) AS properties
