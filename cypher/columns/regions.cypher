// Every region with what lies right above it, and what says so.
MATCH (r:Region)
RETURN r.id AS id, r.name AS name, r.level AS level, COLLECT { MATCH (r)-[:PART_OF]->(above:Region) RETURN above.id } AS above,
       COLLECT { MATCH (r)-[p:PART_OF]->(:Region) RETURN coalesce(p.source_ids, []) } AS parts_cite
