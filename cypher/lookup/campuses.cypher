// The campuses of a school.
MATCH (:School {id: $id})<-[:CAMPUS_OF]-(c:School)
RETURN DISTINCT c.id AS id
ORDER BY id
