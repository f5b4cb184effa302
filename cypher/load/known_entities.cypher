// Everything that a reference in a table may mean, but for nodes that only the dataset being loaded holds.
MATCH (n:School)
WHERE any(d IN n.datasets WHERE d <> $dataset)
OPTIONAL MATCH (n)-[:LOCATED_IN]->(place:Region)
RETURN 'School' AS label, n.id AS id, n.name AS name, n.aliases AS aliases, min(place.id) AS region, null AS level
UNION ALL
MATCH (n:EducationGroup)
WHERE any(d IN n.datasets WHERE d <> $dataset)
OPTIONAL MATCH (n)-[:LOCATED_IN]->(place:Region)
RETURN 'EducationGroup' AS label, n.id AS id, n.name AS name, n.aliases AS aliases, min(place.id) AS region, null AS level
UNION ALL
MATCH (n:Organisation)
WHERE any(d IN n.datasets WHERE d <> $dataset)
OPTIONAL MATCH (n)-[:LOCATED_IN]->(place:Region)
RETURN 'Organisation' AS label, n.id AS id, n.name AS name, n.aliases AS aliases, min(place.id) AS region, null AS level
UNION ALL
MATCH (n:Region)
WHERE any(d IN n.datasets WHERE d <> $dataset)
OPTIONAL MATCH (n)-[:PART_OF]->(above:Region)
RETURN 'Region' AS label, n.id AS id, n.name AS name, n.aliases AS aliases, min(above.id) AS region, n.level AS level
UNION ALL
MATCH (n:Programme)
WHERE any(d IN n.datasets WHERE d <> $dataset)
RETURN 'Programme' AS label, n.id AS id, n.name AS name, null AS aliases, null AS region, null AS level
