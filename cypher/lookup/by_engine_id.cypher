// Nodes by the engine's own ids: the ends of links that came without them.
UNWIND $engine_ids AS engine_id
MATCH (n)
WHERE elementId(n) = engine_id
RETURN engine_id, labels(n) AS labels, properties(n) AS properties
