// title: 牵头校按辐射范围排名 / Lead schools ranked by reach
// description: 每所牵头校通过所牵头的集团和直接帮扶、管理触及的学校数、县数和学生数。 / For each lead school: schools,
//   counties and students it reaches through the groups that it leads and the schools that it aids or manages.
// params: as_of day=today "2025-09-01" "links that held on this day; any lifts it"
// returns: school_id string, name string, groups integer groups, schools integer schools, counties integer counties,
//   students integer students, schools_with_students integer schools, undated_links integer links
CALL () {
  MATCH (l:School)-[x:LEADS]->(g:EducationGroup)<-[m:MEMBER_OF]-(s:School)
  WHERE s.id <> l.id
    AND ($as_of IS NULL OR (coalesce(x.since_day, 0) <= $as_of AND coalesce(x.until_day, 99999999) >= $as_of))
    AND ($as_of IS NULL OR (coalesce(m.since_day, 0) <= $as_of AND coalesce(m.until_day, 99999999) >= $as_of))
  RETURN l, g.id AS led, s, CASE WHEN m.since_day IS NULL AND m.until_day IS NULL THEN m.key END AS undated
  UNION ALL
  MATCH (l:LeadSchool)-[a:AIDS|MANAGES]->(s:School)
  WHERE $as_of IS NULL OR (coalesce(a.since_day, 0) <= $as_of AND coalesce(a.until_day, 99999999) >= $as_of)
  RETURN l, null AS led, s, CASE WHEN a.since_day IS NULL AND a.until_day IS NULL THEN a.key END AS undated
  UNION ALL
  MATCH (l:School)-[x:LEADS]->(g:EducationGroup)
  WHERE $as_of IS NULL OR (coalesce(x.since_day, 0) <= $as_of AND coalesce(x.until_day, 99999999) >= $as_of)
  RETURN l, g.id AS led, null AS s, CASE WHEN x.since_day IS NULL AND x.until_day IS NULL THEN x.key END AS undated
}
WITH l, s, collect(DISTINCT led) AS led, collect(DISTINCT undated) AS undated
OPTIONAL MATCH (s)-[:LOCATED_IN]->(c:County)
WITH l, s, led, undated, min(c.id) AS county
UNWIND CASE WHEN size(led) = 0 THEN [null] ELSE led END AS group_id
WITH l, s, county, group_id, size(undated) AS links
WITH l, s, county, collect(DISTINCT group_id) AS groups, max(links) AS links
WITH l, collect(groups) AS groups, count(s) AS schools, count(DISTINCT county) AS counties,
     sum(s.students) AS students, count(s.students) AS schools_with_students, sum(links) AS undated_links
WITH l, schools, counties, students, schools_with_students, undated_links,
     size(reduce(seen = [], list IN groups | seen + [g IN list WHERE NOT g IN seen])) AS groups
RETURN l.id AS school_id, l.name AS name, groups, schools, counties, students, schools_with_students, undated_links
ORDER BY schools DESC, counties DESC, school_id
