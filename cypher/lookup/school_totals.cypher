// Totals over some schools: students where known, and the counties that they lie in.
UNWIND $schools AS id
MATCH (s:School {id: id})
OPTIONAL MATCH (s)-[:LOCATED_IN]->(c:County)
WITH s, min(c.id) AS county
RETURN count(s.students) AS schools_with_students, sum(s.students) AS students, collect(DISTINCT county) AS counties
