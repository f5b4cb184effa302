// Every region with what lies right above it, and what says so.
MATCH (r:Region)-[p:PART_OF]->(above:Region)
RETURN r.id AS id, above.id AS above, p.key AS key, coalesce(p.source_ids, []) AS source_ids
