// title: 未被覆盖的学校 / Schools that nothing covers
// description: 一个地区中没有集团、帮扶（或所选一种）覆盖的学校。给出 `without` 时，按该学校（连同校区）、集团、机构、地区或联系不存在来回答，
//   并列出因此不再被覆盖的学校。 / Schools of a region that no group, no aid, or neither of the chosen kind covers: the
//   other side of the coverage share. With `without`, as if that school with its campuses, that group, organisation,
//   region or tie were not there, in the same sense as for coverage; those that nothing covers any more stand beside. The statement gives those
//   that nothing covered before.
// params: region id{Region} "530100" "地区代码；下辖的都计入 / code of the region; all below it counts";
//   covered_by string{group|aid|any}=any "group" "集团成员、接受帮扶或结对，或两者之一 / membership in a group, aid received or a
//   pairing, or either";
//   weight string{schools|students|campuses}=schools "schools" "campuses 数每个校区，其余只数学校 / campuses counts every campus,
//   the others only schools";
//   stage string{kindergarten|primary|junior|senior|vocational}? "primary" "设有这一学段的学校 / schools that offer this stage";
//   as_of day=today "2025-09-01" "在这一天在办的学校和成立的联系；any 表示不限 / schools open and links
//   that held on this day; any lifts it";
//   universe string{register|known}? "known" "数名录中的学校，或来源所列的学校；不给出时，有名录的按名录 / the schools of a census, or
//   those named in the sources; not given, a census where there is one";
//   without id{any|tie}? "" "要除去的学校、集团、机构或地区的编号，或联系的键 / id of a school, group, organisation or region, or key of a
//   tie, to leave out"
// returns: id string, name string, region string?, region_name string?, students integer?, universe string,
//   universe_as_of string?
// none: 已知的学校没有一所未被覆盖。 / No school that is known is left uncovered.
// computed: uncovered_schools
MATCH (r:Region {id: $region})
WITH r, CASE WHEN coalesce($universe, 'register') = 'register' THEN @register(r, $stage, $as_of) END AS census
MATCH (r)<-[:PART_OF*0..3]-(place:Region)<-[:LOCATED_IN]-(s:School)
WHERE (census IS NULL OR @in_register(s, census)) AND (census IS NOT NULL OR coalesce($universe, 'known') = 'known')
  AND @holds(s) AND ($stage IS NULL OR $stage IN coalesce(s.stages, []))
  AND ($weight = 'campuses' OR NOT EXISTS { MATCH (s)-[c:CAMPUS_OF]->(:School) WHERE @holds(c) })
  AND ($covered_by = 'aid' OR NOT EXISTS {
    MATCH (s)-[:CAMPUS_OF*0..1]->(:School)-[m:MEMBER_OF]->(:EducationGroup)
    WHERE @holds(m) })
  AND ($covered_by = 'group' OR NOT EXISTS {
    MATCH (s)-[:CAMPUS_OF*0..1]->(:School)<-[a:AIDS]-()
    WHERE @holds(a) })
  AND ($covered_by = 'group' OR NOT EXISTS {
    MATCH (s)-[:CAMPUS_OF*0..1]->(:School)-[p:PAIRED_WITH]-()
    WHERE @holds(p) })
WITH census, s, min(place.id) AS region, min(place.name) AS region_name
RETURN s.id AS id, s.name AS name, region, region_name, s.students AS students,
       CASE WHEN census IS NULL THEN 'known' ELSE 'register' END AS universe, census.as_of AS universe_as_of
ORDER BY region, id
