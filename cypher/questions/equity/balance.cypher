// title: 校际均衡：师生比的差异系数 / Balance between schools
// description: 一个地区各校师生比（教师数÷学生数）的差异系数：按学生数加权的标准差与均值之比，越小越均衡。缺数字的学校只计数，
//   不估算；不足两所时没有系数。校区不单列。 / Coefficient of variation of teachers per student across the schools of a
//   region, weighted by students: standard deviation over mean; 0 is perfectly even. Schools without both figures are
//   counted, not guessed; with fewer than two there is no coefficient. Campuses are not schools of their own.
// params: region id{Region} "530600" "地区代码；下辖的都计入 / code of the region; all below it counts";
//   stage string{kindergarten|primary|junior|senior|vocational}? "primary" "设有这一学段的学校 / schools that offer this stage";
//   as_of day=today "2025-09-01" "在这一天在办的学校；any 表示不限 / schools open on this day; any lifts it";
//   universe string{register|known}? "known" "数名录中的学校，或来源所列的学校；不给出时，有名录的按名录 / the schools of a census, or
//   those named in the sources; not given, a census where there is one"
// returns: region_id string, name string, measure string, schools integer schools,
//   schools_without_figures integer schools, students integer, teachers integer, mean float?,
//   standard_deviation float?, coefficient float?, of_what string, of_what_en string, universe string,
//   universe_as_of string?
MATCH (r:Region {id: $region})
WITH r, CASE WHEN coalesce($universe, 'register') = 'register' THEN @register(r, $stage, $as_of) END AS census
WHERE census IS NOT NULL OR coalesce($universe, 'known') = 'known'
OPTIONAL MATCH (r)<-[:PART_OF*0..3]-(:Region)<-[:LOCATED_IN]-(s:School)
WHERE ($stage IS NULL OR $stage IN coalesce(s.stages, [])) AND @holds(s)
  AND NOT EXISTS { MATCH (s)-[c:CAMPUS_OF]->(:School) WHERE @holds(c) }
  AND (census IS NULL OR @in_register(s, census))
WITH r, census, s ORDER BY s.id
WITH r, census, collect(DISTINCT s) AS located
WITH r, census, located, [s IN located WHERE s.students > 0 AND s.teachers IS NOT NULL] AS known
WITH r, census, located, known, reduce(t = 0, s IN known | t + s.students) AS students,
     reduce(t = 0, s IN known | t + s.teachers) AS teachers
WITH r, census, located, known, students, teachers, CASE WHEN students > 0 THEN toFloat(teachers) / students END AS mean
WITH r, census, located, known, students, teachers, mean,
     CASE WHEN size(known) > 1 THEN sqrt(reduce(t = 0.0, s IN known |
       t + s.students * (toFloat(s.teachers) / s.students - mean) * (toFloat(s.teachers) / s.students - mean)) / students)
     END AS deviation
WITH r, located, known, students, teachers, mean, deviation, census.as_of AS as_of,
     CASE WHEN census IS NULL THEN 'known' ELSE 'register' END AS universe, size(located) AS all_schools
RETURN r.id AS region_id, r.name AS name, 'teachers per student' AS measure, size(known) AS schools,
       size(located) - size(known) AS schools_without_figures, students, teachers, mean,
       deviation AS standard_deviation, CASE WHEN mean > 0 THEN deviation / mean END AS coefficient,
       @of_what(universe, all_schools, 'schools', as_of), universe, as_of AS universe_as_of
