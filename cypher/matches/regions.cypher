// All regions with their names and what holds them: places that may stand before a name.
MATCH (r:Region)
OPTIONAL MATCH (r)-[:PART_OF]->(above:Region)
WITH r, min(above.id) AS parent
RETURN parent, collect({id: r.id, name: r.name, aliases: r.aliases}) AS found
