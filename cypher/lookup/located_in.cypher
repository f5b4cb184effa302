// What is located in some regions, or nowhere (`$nowhere` are labels), and the members of some groups.
// Each with its place, the groups that it is a member of on a day, and whether it is there on that day.
CALL () {
  UNWIND $regions AS id MATCH (:Region {id: id})<-[:LOCATED_IN]-(n) RETURN n
  UNION ALL
  UNWIND [label IN $nowhere WHERE label = '@label'] AS label MATCH (n:@label) WHERE NOT EXISTS { MATCH (n)-[:LOCATED_IN]->(:Region) } RETURN n
  UNION ALL
  UNWIND $groups AS id MATCH (n:EducationGroup {id: id}) RETURN n
  UNION ALL
  UNWIND $groups AS id MATCH (:EducationGroup {id: id})<-[m:MEMBER_OF]-(n:School) WHERE @holds(m) RETURN n
}
WITH DISTINCT n
OPTIONAL MATCH (n)-[:LOCATED_IN]->(r:Region)
RETURN n.id AS id, @own_label(n) AS label, coalesce(r.id, 'no-region:' + @own_label(n)) AS place, @holds(n) AS there,
       COLLECT { MATCH (n)-[m:MEMBER_OF]->(g:EducationGroup) WHERE @holds(m) RETURN g.id ORDER BY g.id } AS groups
ORDER BY id
