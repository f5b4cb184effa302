// All nodes of one label, but for bookkeeping that changes with every load.
MATCH (n)
WHERE $label IN labels(n) AND n.run STARTS WITH 'run-'
RETURN labels(n) AS labels, properties(n) AS properties
ORDER BY n.id
