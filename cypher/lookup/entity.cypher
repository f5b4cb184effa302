// The school, group or region with an id.
MATCH (n:School {id: $id})
RETURN n.id AS id, n.name AS name, labels(n) AS labels
UNION ALL
MATCH (n:EducationGroup {id: $id})
RETURN n.id AS id, n.name AS name, labels(n) AS labels
UNION ALL
MATCH (n:Region {id: $id})
RETURN n.id AS id, n.name AS name, labels(n) AS labels
