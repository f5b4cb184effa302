// Schools and groups with their names, where they lie, and what they are a campus of.
// They come together by region: one record each takes three times as long.
MATCH (n:School)
OPTIONAL MATCH (n)-[:LOCATED_IN]->(place:Region)
WITH n, min(place.id) AS region
OPTIONAL MATCH (n)-[:CAMPUS_OF]->(parent:School)
WITH n, region, min(parent.id) AS parent
RETURN 'School' AS label, region,
       collect({id: n.id, name: n.name, aliases: n.aliases, datasets: n.datasets, whole: coalesce(parent, n.id)}) AS found
UNION ALL
MATCH (n:EducationGroup)
OPTIONAL MATCH (n)-[:LOCATED_IN]->(place:Region)
WITH n, min(place.id) AS region
RETURN 'EducationGroup' AS label, region,
       collect({id: n.id, name: n.name, aliases: n.aliases, datasets: n.datasets, whole: n.id}) AS found
