// Every census with the region that it is about.
MATCH (c:Census)-[:ABOUT]->(r:Region)
RETURN r.id AS region_id, collect([c.id, c.stages, c.as_of, c.as_of_day, c.datasets, c.source_ids]) AS rows
