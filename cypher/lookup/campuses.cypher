// The campuses of a school on a day.
MATCH (:School {id: $id})<-[of:CAMPUS_OF]-(c:School)
WHERE @holds(of)
RETURN DISTINCT c.id AS id
ORDER BY id
