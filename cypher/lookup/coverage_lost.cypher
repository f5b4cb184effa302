// Schools that lose a tie which covers them when `gone` (ids, or a key) is left out.
// What leaves, or the ends of a tie that does, are `schools`, `groups`, `organisations` and `regions`: only what touches them is looked at.
CALL () {
  UNWIND $schools AS id MATCH (n:School {id: id}) RETURN n
  UNION
  UNWIND $schools AS id MATCH (:School {id: id})-[:AIDS|PAIRED_WITH]-(n:School) RETURN n
  UNION
  UNWIND $groups AS id MATCH (:EducationGroup {id: id})-[:MEMBER_OF|AIDS|PAIRED_WITH]-(n:School) RETURN n
  UNION
  UNWIND $organisations AS id MATCH (:Organisation {id: id})-[:AIDS|PAIRED_WITH]-(n:School) RETURN n
  UNION
  UNWIND $regions AS id MATCH (:Region {id: id})-[:AIDS|PAIRED_WITH]-(n:School) RETURN n
}
MATCH (n)<-[:CAMPUS_OF*0..1]-(s:School)
WITH DISTINCT s
WHERE @holds(s) AND ($stage IS NULL OR $stage IN coalesce(s.stages, []))
  AND ($weight = 'campuses' OR NOT EXISTS { MATCH (s)-[c:CAMPUS_OF]->(:School) WHERE @holds(c) })
// Every tie that covers it, as in the coverage question: whether it goes, and whether it is undated.
WITH s,
     CASE WHEN $covered_by = 'aid' THEN [] ELSE COLLECT {
       MATCH (s)-[c:CAMPUS_OF*0..1]->(p:School)-[m:MEMBER_OF]->(g:EducationGroup)
       WHERE @holds(m)
       RETURN [any(x IN [s.id, p.id, g.id, m.key] + [y IN c | y.key] WHERE x IN $gone),
               m.since IS NULL AND m.until IS NULL] } END
     + CASE WHEN $covered_by = 'group' THEN [] ELSE COLLECT {
       MATCH (s)-[c:CAMPUS_OF*0..1]->(p:School)<-[a:AIDS]-(h)
       WHERE @holds(a)
       RETURN [any(x IN [s.id, p.id, h.id, a.key] + [y IN c | y.key] WHERE x IN $gone),
               a.since IS NULL AND a.until IS NULL] } END
     + CASE WHEN $covered_by = 'group' THEN [] ELSE COLLECT {
       MATCH (s)-[c:CAMPUS_OF*0..1]->(p:School)-[w:PAIRED_WITH]-(o)
       WHERE @holds(w)
       RETURN [any(x IN [s.id, p.id, o.id, w.key] + [y IN c | y.key] WHERE x IN $gone),
               w.since IS NULL AND w.until IS NULL] } END AS ties
WHERE any(tie IN ties WHERE tie[0])
MATCH (s)-[:LOCATED_IN]->(place:Region)-[:PART_OF*0..3]->(r:Region)
WITH s, ties, min(place.id) AS region, collect(DISTINCT r.id) AS regions
MATCH (place:Region {id: region})
RETURN s.id AS id, s.name AS name, region, place.name AS region_name, s.students AS students, s.datasets AS datasets, regions,
       all(tie IN ties WHERE tie[0]) AS lost, size([tie IN ties WHERE tie[0] AND tie[1]]) AS undated
ORDER BY region, id
