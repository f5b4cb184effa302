// title: 集团之间与集团内部的均衡 / Balance between and within groups
// description: 一个地区的集团成员校，师生比（教师数÷学生数）的差异有多少在集团之间、多少在集团内部。方差和差异系数（标准差÷均值）都按
//   学生数加权；总方差＝集团间方差＋集团内方差。按成员关系计算：同时在几个集团的学校在每个集团各算一次，所以总计不是全地区的；不在任何
//   集团、缺数字的学校只计数，不估算。校区不单列。 / How much of the difference in teachers per student among the members of
//   groups in a region lies between groups, and how much within them. Variances and coefficients of variation (standard
//   deviation over mean) are weighted by students, and total variance = between + within. `between` holds each group's
//   pooled ratio against the mean, `within` each school's against its group's. It is reckoned over memberships: a school
//   in several groups counts in each, so the total is not that of the region (see `balance`), and schools in no group are
//   only counted. Schools without both figures are counted, not guessed. A group with one school with figures adds
//   nothing within and has no coefficient; campuses are not schools of their own, and members outside the region don't
//   count. Rows: total, between, within, then one a group. `share` is what a row adds to the total variance (numerator)
//   of that total (denominator). The statement gives the groups' rows, and the schools in no group.
// params: region id{Region} "411202" "地区代码；下辖的都计入 / code of the region; all below it counts";
//   stage string{kindergarten|primary|junior|senior|vocational}? "primary" "设有这一学段的学校 / schools that offer this stage";
//   as_of day=today "2025-09-01" "在这一天在办的学校和成立的成员关系；any 表示不限 / schools open and
//   memberships that held on this day; any lifts it"
// returns: part string, group_id string?, name string?, groups integer, schools integer memberships,
//   schools_without_figures integer memberships, students integer, teachers integer, mean float?, variance float?,
//   coefficient float?, numerator float?, denominator float?, share float?, undated_links integer
// computed: balance_of_groups
MATCH (:Region {id: $region})<-[:PART_OF*0..3]-(:Region)<-[:LOCATED_IN]-(s:School)
WHERE ($stage IS NULL OR $stage IN coalesce(s.stages, [])) AND @holds(s)
  AND NOT EXISTS { MATCH (s)-[c:CAMPUS_OF]->(:School) WHERE @holds(c) }
WITH DISTINCT s
OPTIONAL MATCH (s)-[m:MEMBER_OF]->(g:EducationGroup)
WHERE @holds(m)
WITH g, s, collect(@undated(m)) AS undated
ORDER BY s.id
WITH g, collect(s) AS members, reduce(all = [], of_school IN collect(undated) | all + of_school) AS undated
WITH g, members, undated, [s IN members WHERE s.students > 0 AND s.teachers IS NOT NULL] AS known
WITH g, members, undated, known, reduce(t = 0, s IN known | t + s.students) AS students,
     reduce(t = 0, s IN known | t + s.teachers) AS teachers
WITH g, members, undated, known, students, teachers,
     CASE WHEN students > 0 THEN toFloat(teachers) / students END AS mean
RETURN g.id AS group_id, g.name AS name, size(known) AS schools, size(members) - size(known) AS schools_without_figures,
       students, teachers, mean,
       CASE WHEN students > 0 THEN reduce(t = 0.0, s IN known |
         t + s.students * (toFloat(s.teachers) / s.students - mean) * (toFloat(s.teachers) / s.students - mean)) / students
       END AS variance, @undated_links(undated)
ORDER BY group_id
