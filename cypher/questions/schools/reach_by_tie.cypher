// title: 各类联系分别辐射多远 / Reach by type of tie
// description: 从起点出发，只沿一类联系在若干步之内到达多少学校、集团、机构、地区、县和学生，每类一行；最后一行（all）沿全部联系。学生数只含
//   人数已知的学校，其校数另列。 / How many schools, groups, organisations, regions, counties and students are reached from a
//   start within some hops along ties of one type alone, a row each; the last row (all) follows every type. Students are of the schools
//   whose number is known, which stand beside. LEADS and MEMBER_OF lead from school to group and back, so that fellow
//   members are two hops away. The statement sums up the schools that reach finds.
// params: start id{any} "school-500107-6e4ea7a187" "起点的学校、集团、机构或地区的编号 / id of the school, group,
//   organisation or region to start from";
//   hops integer{1..6}=2 "2" "离起点最多几步 / most links from the start";
//   direction string{out|in|any}=any "any" "顺着联系的方向、逆着，或两个方向都走 / follow links as stored, against it, or both ways";
//   as_of day=today "2025-09-01" "在这一天成立的联系；any 表示不限 / links that held on this day; any lifts it"
// returns: type string, schools integer schools, groups integer, organisations integer, regions integer, counties integer,
//   students integer, schools_with_students integer, undated_links integer
// chart: bar type schools
// computed: reach_by_tie
UNWIND $reached AS one
UNWIND one.schools AS id
MATCH (s:School {id: id})
OPTIONAL MATCH (s)-[:LOCATED_IN]->(c:County)
WITH one.type AS type, s, min(c.id) AS county
RETURN type, sum(s.students) AS students, count(s.students) AS schools_with_students,
       collect(DISTINCT county) AS counties
ORDER BY type
