// Schools, groups and regions with all their properties, by id.
CALL () {
  UNWIND $schools AS id MATCH (n:School {id: id}) RETURN n
  UNION ALL
  UNWIND $groups AS id MATCH (n:EducationGroup {id: id}) RETURN n
  UNION ALL
  UNWIND $regions AS id MATCH (n:Region {id: id}) RETURN n
}
RETURN n.id AS id, n.name AS name, labels(n) AS labels, properties(n) AS properties
ORDER BY id
