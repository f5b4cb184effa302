// The ties that some schools, groups and organisations have, with the places of both ends.
CALL () {
  UNWIND $@label AS id MATCH (:@label {id: id})-[t:@ties]-() WHERE type(t) IN $ties AND @holds(t) RETURN t
}
WITH DISTINCT t
WITH t, startNode(t) AS a, endNode(t) AS b
OPTIONAL MATCH (a)-[:LOCATED_IN]->(p:Region)
OPTIONAL MATCH (b)-[:LOCATED_IN]->(q:Region)
RETURN t.key AS key, type(t) AS type, a.id AS start, b.id AS end, properties(t) AS properties,
       CASE WHEN a:Region THEN a.id WHEN p IS NULL THEN 'no-region:' + @own_label(a) ELSE p.id END AS start_place,
       CASE WHEN b:Region THEN b.id WHEN q IS NULL THEN 'no-region:' + @own_label(b) ELSE q.id END AS end_place
ORDER BY type, key
