// Every region with what lies right above it.
MATCH (r:Region)
RETURN r.id AS id, r.name AS name, r.level AS level, COLLECT { MATCH (r)-[:PART_OF]->(above:Region) RETURN above.id } AS above
