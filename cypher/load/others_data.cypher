// How many nodes and links there are that no load wrote, under whatever label.
MATCH (n)
WHERE NOT coalesce(n.run STARTS WITH 'run-', false) AND NOT coalesce(n.id STARTS WITH 'run-', false)
RETURN 'nodes' AS what, count(n) AS items
UNION ALL
MATCH ()-[r]->()
WHERE NOT coalesce(r.run STARTS WITH 'run-', false)
RETURN 'links' AS what, count(r) AS items
