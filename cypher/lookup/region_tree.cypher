// Every region with what lies right above it.
MATCH (r:Region)
OPTIONAL MATCH (r)-[:PART_OF]->(above:Region)
RETURN r.id AS id, r.name AS name, r.level AS level, min(above.id) AS parent
ORDER BY id
