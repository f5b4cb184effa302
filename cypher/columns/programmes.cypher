// Every named programme.
MATCH (p:Programme)
RETURN p.id AS id, p.name AS name
