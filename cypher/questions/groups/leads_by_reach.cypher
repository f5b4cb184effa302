// title: 牵头校按辐射范围排名 / Lead schools ranked by reach
// description: 每所牵头校通过所牵头的集团和直接帮扶、管理触及的学校数、县数和学生数。 / For each lead school: schools,
//   counties and students it reaches through the groups that it leads and the schools that it aids or manages.
// params: as_of day=today "2025-09-01" "在这一天成立的联系；any 表示不限 / links that held on this day; any lifts it"
// returns: school_id string, name string, groups integer, schools integer schools, counties integer, students integer,
//   schools_with_students integer, undated_links integer
// chart: bar name schools
MATCH (l:School)-[x:LEADS]->(g:EducationGroup)
WHERE $as_of IS NULL OR (coalesce(x.since_day, 0) <= $as_of AND coalesce(x.until_day, 99999999) >= $as_of)
WITH l, count(DISTINCT g) AS groups,
     sum(CASE WHEN x.since_day IS NULL AND x.until_day IS NULL THEN 1 ELSE 0 END) AS undated_leads
// Every tie as [school, key if undated]; a school, and a tie, may come up in both ways.
WITH l, groups, undated_leads,
     COLLECT {
       MATCH (l)-[x:LEADS]->(:EducationGroup)<-[m:MEMBER_OF]-(s:School)
       WHERE s.id <> l.id
         AND ($as_of IS NULL OR (coalesce(x.since_day, 0) <= $as_of AND coalesce(x.until_day, 99999999) >= $as_of))
         AND ($as_of IS NULL OR (coalesce(m.since_day, 0) <= $as_of AND coalesce(m.until_day, 99999999) >= $as_of))
       RETURN [s.id, CASE WHEN m.since_day IS NULL AND m.until_day IS NULL THEN m.key END] }
     + COLLECT {
       MATCH (l)-[a:AIDS|MANAGES]->(s:School)
       WHERE $as_of IS NULL OR (coalesce(a.since_day, 0) <= $as_of AND coalesce(a.until_day, 99999999) >= $as_of)
       RETURN [s.id, CASE WHEN a.since_day IS NULL AND a.until_day IS NULL THEN a.key END] } AS ties
UNWIND CASE WHEN size(ties) = 0 THEN [[null, null]] ELSE ties END AS tie
WITH l, groups, undated_leads, tie[0] AS id, count(DISTINCT tie[1]) AS undated
OPTIONAL MATCH (s:School {id: id})
OPTIONAL MATCH (s)-[:LOCATED_IN]->(c:County)
WITH l, groups, undated_leads, s, undated, min(c.id) AS county
WITH l, groups, undated_leads, count(s) AS schools, count(DISTINCT county) AS counties, sum(s.students) AS students,
     count(s.students) AS schools_with_students, sum(undated) AS undated_ties
RETURN l.id AS school_id, l.name AS name, groups, schools, counties, students, schools_with_students,
       undated_leads + undated_ties AS undated_links
ORDER BY schools DESC, counties DESC, school_id
