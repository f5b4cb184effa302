// Every region.
MATCH (r:Region)
RETURN r.id AS id, r.name AS name, r.level AS level
