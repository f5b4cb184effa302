// Sources that other datasets brought, which rows may cite.
MATCH (n:Source)
WHERE any(d IN n.datasets WHERE d <> $dataset)
RETURN n.id AS id, n.title AS title
