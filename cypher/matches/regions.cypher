// All regions with their names and what holds them: places that may stand before a name.
MATCH (r:Region)
OPTIONAL MATCH (r)-[:PART_OF]->(above:Region)
RETURN r.id AS id, r.name AS name, r.aliases AS aliases, above.id AS parent
