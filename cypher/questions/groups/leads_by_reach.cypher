// title: 牵头校按辐射范围排名 / Lead schools ranked by reach
// description: 每所牵头校通过所牵头的集团和直接帮扶、管理触及的学校数、县数和学生数。 / For each lead school: schools,
//   counties and students it reaches through the groups that it leads and the schools that it aids or manages.
// params: as_of day=today "2025-09-01" "在这一天成立的联系；any 表示不限 / links that held on this day; any lifts it"
// returns: school_id string, name string, groups integer, schools integer schools, counties integer, students integer,
//   schools_with_students integer, undated_links integer
// chart: bar name schools
MATCH (l:School)-[x:LEADS]->(g:EducationGroup)
WHERE @holds(x)
WITH l, count(DISTINCT g) AS groups,
     collect(@undated(x)) AS undated_leads
// Every tie as [school, [key, where observed] if undated]; a school, and a tie, may come up in both ways.
WITH l, groups, undated_leads,
     COLLECT {
       MATCH (l)-[x:LEADS]->(:EducationGroup)<-[m:MEMBER_OF]-(s:School)
       WHERE s.id <> l.id
         AND @holds(x)
         AND @holds(m)
       RETURN [s.id, CASE WHEN m.since IS NULL AND m.until IS NULL THEN [m.key, @undated(m)] END] }
     + COLLECT {
       MATCH (l)-[a:AIDS|MANAGES]->(s:School)
       WHERE @holds(a)
       RETURN [s.id, CASE WHEN a.since IS NULL AND a.until IS NULL THEN [a.key, @undated(a)] END] } AS ties
UNWIND CASE WHEN size(ties) = 0 THEN [[null, null]] ELSE ties END AS tie
WITH l, groups, undated_leads, tie[0] AS id,
     [one IN collect(DISTINCT tie[1]) | one[1]] AS undated
OPTIONAL MATCH (s:School {id: id})
OPTIONAL MATCH (s)-[:LOCATED_IN]->(c:County)
WITH l, groups, undated_leads, s, undated, min(c.id) AS county
WITH l, groups, undated_leads, count(s) AS schools, count(DISTINCT county) AS counties, sum(s.students) AS students,
     count(s.students) AS schools_with_students, 
     reduce(all = undated_leads, of_school IN collect(undated) | all + of_school) AS undated
RETURN l.id AS school_id, l.name AS name, groups, schools, counties, students, schools_with_students,
       @undated_links(undated)
ORDER BY schools DESC, counties DESC, school_id
