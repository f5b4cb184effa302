// Ties that start in some regions, or in what lies in them, or with some labels in none, by type and labels of their ends.
CALL () {
  UNWIND $places AS place MATCH (:Region {id: place})<-[:LOCATED_IN]-(a) RETURN a
  UNION ALL
  UNWIND $places AS place MATCH (a:Region {id: place}) RETURN a
  UNION ALL
  UNWIND [label IN $nowhere WHERE label = '@label'] AS label MATCH (a:@label) WHERE NOT EXISTS { MATCH (a)-[:LOCATED_IN]->(:Region) } RETURN a
}
MATCH (a)-[r:@ties]->(b)
WITH type(r) AS type, r, a.id AS start, b.id AS end,
     CASE WHEN a:School THEN 0 WHEN a:EducationGroup THEN 1 WHEN a:Organisation THEN 2 ELSE 3 END AS start_label,
     CASE WHEN b:School THEN 0 WHEN b:EducationGroup THEN 1 WHEN b:Organisation THEN 2 ELSE 3 END AS end_label
RETURN type, start_label, end_label,
       collect([start, end, r.key, r.since_day, r.until_day, r.since IS NOT NULL, r.since IS NULL AND r.until IS NULL,
                r.observed_first_day, r.observed_last_day, r.role, r.form, r.programme, CASE WHEN r.programme IS NOT NULL THEN r.since END, r.teachers_sent, r.source_ids]) AS rows
