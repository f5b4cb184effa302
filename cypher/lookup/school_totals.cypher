// Totals over some schools: students where known, and the counties that they lie in.
UNWIND $schools AS id
MATCH (s:School {id: id})
OPTIONAL MATCH (s)-[:LOCATED_IN]->(c:County)
RETURN count(s.students) AS schools_with_students, sum(s.students) AS students, collect(DISTINCT c.id) AS counties
