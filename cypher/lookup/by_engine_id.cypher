// Nodes by the engine's own ids: the ends of links that came without them.
MATCH (n)
WHERE elementId(n) IN $engine_ids
RETURN elementId(n) AS engine_id, labels(n) AS labels, properties(n) AS properties
