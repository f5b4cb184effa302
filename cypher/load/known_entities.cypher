// Everything that a reference in a table may mean, but for nodes that only the dataset being loaded holds.
// Regions come together with those beside them: one record each takes three times as long.
MATCH (n:School)
WHERE any(d IN n.datasets WHERE d <> $dataset)
OPTIONAL MATCH (n)-[:LOCATED_IN]->(place:Region)
WITH n, min(place.id) AS region
RETURN 'School' AS label, region, [{id: n.id, name: n.name, aliases: n.aliases, level: null}] AS found
UNION ALL
MATCH (n:EducationGroup)
WHERE any(d IN n.datasets WHERE d <> $dataset)
OPTIONAL MATCH (n)-[:LOCATED_IN]->(place:Region)
WITH n, min(place.id) AS region
RETURN 'EducationGroup' AS label, region, [{id: n.id, name: n.name, aliases: n.aliases, level: null}] AS found
UNION ALL
MATCH (n:Organisation)
WHERE any(d IN n.datasets WHERE d <> $dataset)
OPTIONAL MATCH (n)-[:LOCATED_IN]->(place:Region)
WITH n, min(place.id) AS region
RETURN 'Organisation' AS label, region, [{id: n.id, name: n.name, aliases: n.aliases, level: null}] AS found
UNION ALL
MATCH (n:Region)
WHERE any(d IN n.datasets WHERE d <> $dataset)
OPTIONAL MATCH (n)-[:PART_OF]->(place:Region)
WITH n, min(place.id) AS region
RETURN 'Region' AS label, region, collect({id: n.id, name: n.name, aliases: n.aliases, level: n.level}) AS found
UNION ALL
MATCH (n:Programme)
WHERE any(d IN n.datasets WHERE d <> $dataset)
RETURN 'Programme' AS label, null AS region, [{id: n.id, name: n.name, aliases: null, level: null}] AS found
