// Schools and groups with their names, where they lie, and what they are a campus of; some more than once.
// A record each, without grouping: ArcadeDB holds no groups of 100,000 in its memory.
MATCH (n:School)
OPTIONAL MATCH (n)-[:LOCATED_IN]->(place:Region)
OPTIONAL MATCH (n)-[:CAMPUS_OF]->(parent:School)
RETURN 'School' AS label, place.id AS region, n.id AS id, n.name AS name, n.aliases AS aliases, n.datasets AS datasets,
       coalesce(parent.id, n.id) AS whole
UNION ALL
MATCH (n:EducationGroup)
OPTIONAL MATCH (n)-[:LOCATED_IN]->(place:Region)
RETURN 'EducationGroup' AS label, place.id AS region, n.id AS id, n.name AS name, n.aliases AS aliases,
       n.datasets AS datasets, n.id AS whole
