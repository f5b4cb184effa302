// How many schools, groups and organisations there are on a day in each of some regions.
// In the region itself, not in those below it; without regions, how many there are at all.
CALL () {
  UNWIND $places AS place MATCH (:Region {id: place})<-[:LOCATED_IN]-(n:@label) WHERE @holds(n) RETURN place, '@label' AS label, count(n) AS things
  UNION ALL
  UNWIND CASE WHEN size($places) = 0 THEN [''] ELSE [] END AS place MATCH (n:@label) WHERE NOT n:Region AND @holds(n) RETURN place, '@label' AS label, count(n) AS things
}
WITH place, label, things WHERE things > 0
RETURN place, label, things
ORDER BY place, label
