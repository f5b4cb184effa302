// title: 覆盖率 / Coverage
// description: 一个地区，或某一级的每个地区（都不给出时为每个地级地区），有多少学校（或学生、校区）被集团、帮扶或两者之一覆盖；份额总与分子、分母同列。给出
//   `without` 时，按该学校（连同校区）、集团、机构、地区（只是它本身，不连其中的学校）或联系不存在来回答：其牵头的集团仍在，学校本身仍在分母中；并列出各地区之前、之后的
//   数字和不再被覆盖的学校。 /
//   How much of a region, or of every region of a level (of every prefecture, given neither), is covered by group
//   membership, by aid received, or by either.
//   The share always stands with its numerator and denominator; regions without a known school are left out of lists.
//   With `without`, the answer is coverage as if that one were not there: a school with its campuses, a group, an
//   organisation, a region (itself, not what lies in it), or one tie. All ties of theirs are left out; a group that the school leads stays a group, and a school that leaves its ties
//   stays in its region and so in the denominator. Beside it stand each region's figures before and after, and the
//   schools that nothing covers any more. The statement gives the figures before.
// params: region id{Region}? "411200" "地区代码；与 `by` 同用时，只列其中的地区 / code of a region; with `by`, only regions inside it";
//   by string{county|prefecture|province|country}? "county" "这一级的每个地区 / every region of this level";
//   weight string{schools|students|campuses}=schools "schools" "数什么：学校（同一学校的校区只算一次）、人数已知的学校的学生，或每个校区 / what is counted:
//   schools (campuses of one school count once), students of schools whose number is known, or every campus";
//   covered_by string{group|aid|any}=any "group" "集团成员、接受帮扶或结对，或两者之一 / membership in a group, aid received or a
//   pairing, or either";
//   stage string{kindergarten|primary|junior|senior|vocational}? "primary" "设有这一学段的学校 / schools that offer this stage";
//   as_of day=today "2025-09-01" "在这一天在办的学校和成立的联系；any 表示不限 / schools open and links
//   that held on this day; any lifts it";
//   universe string{register|known|reported}? "known" "分母：完整名录中的学校，来源所列的学校，或最近报道的总数（含所有学段，规划数不计）；
//   不给出时，有名录的按名录，否则按来源所列 / denominator: the schools of a census, those named in the sources, or the newest total
//   reported (of all stages; planned ones don't count); not given, a census where there is one, else the schools named";
//   without id{any|tie}? "group-411202-674ab58795" "要除去的学校、集团、机构或地区的编号，或联系的键 / id of a school, group, organisation or region, or
//   key of a tie, to leave out"
// returns: id string, name string, level string, numerator float, denominator float?, share float?, unit string,
//   of_what string?, of_what_en string?, universe string, universe_as_of string?, universe_datasets strings,
//   source_ids strings, schools_beside integer, reported_total float?, reported_as_of string?,
//   reported_source_ids strings, schools_without_figure integer, undated_links integer
// computed: coverage
// chart: bar name share
CALL () {
  MATCH (r:Region {id: $region}) WHERE $by IS NULL RETURN r
  UNION ALL
  MATCH (r:Region)
  WHERE r.level = coalesce($by, CASE WHEN $region IS NULL THEN 'prefecture' END)
    AND ($region IS NULL OR EXISTS { MATCH (r)-[:PART_OF*0..3]->(:Region {id: $region}) })
  RETURN r
  UNION ALL
  // Where a country's register has no prefectures, its provinces stand in their place.
  MATCH (r:Province)
  WHERE $by IS NULL AND $region IS NULL AND r.id CONTAINS ':'
    AND NOT EXISTS { MATCH (p:Prefecture) WHERE p.id STARTS WITH split(r.id, ':')[0] + ':' }
  RETURN r
}
WITH r, CASE WHEN coalesce($universe, 'register') = 'register' THEN @register(r, $stage, $as_of) END AS census
OPTIONAL MATCH (r)<-[:PART_OF*0..3]-(:Region)<-[:LOCATED_IN]-(s:School)
WHERE @holds(s) AND ($stage IS NULL OR $stage IN coalesce(s.stages, []))
  AND ($weight = 'campuses' OR NOT EXISTS { MATCH (s)-[c:CAMPUS_OF]->(:School) WHERE @holds(c) })
WITH DISTINCT r, census, s
WITH r, census, s, census IS NULL OR @in_register(s, census) AS counts,
     CASE WHEN $covered_by = 'aid' THEN [] ELSE COLLECT {
       MATCH (s)-[:CAMPUS_OF*0..1]->(:School)-[m:MEMBER_OF]->(:EducationGroup)
       WHERE @holds(m)
       RETURN coalesce(@undated(m), 'dated') } END
     + CASE WHEN $covered_by = 'group' THEN [] ELSE COLLECT {
       MATCH (s)-[:CAMPUS_OF*0..1]->(:School)<-[a:AIDS]-()
       WHERE @holds(a)
       RETURN coalesce(@undated(a), 'dated') } END
     + CASE WHEN $covered_by = 'group' THEN [] ELSE COLLECT {
       MATCH (s)-[:CAMPUS_OF*0..1]->(:School)-[p:PAIRED_WITH]-()
       WHERE @holds(p)
       RETURN coalesce(@undated(p), 'dated') } END AS ties
WITH r, census, s, counts, CASE WHEN counts THEN ties ELSE [] END AS ties,
     CASE WHEN s IS NULL OR NOT counts THEN 0 WHEN $weight = 'students' THEN coalesce(s.students, 0) ELSE 1 END AS weighs
WITH r, census, sum(CASE WHEN size(ties) > 0 THEN weighs ELSE 0 END) AS numerator, sum(weighs) AS known,
     sum(size([tie IN ties WHERE tie <> 'dated'])) AS undated_links,
     {before: sum(size([tie IN ties WHERE tie = 'before'])), within: sum(size([tie IN ties WHERE tie = 'within'])),
      after: sum(size([tie IN ties WHERE tie = 'after']))} AS undated_seen,
     sum(CASE WHEN counts AND s IS NOT NULL AND s.students IS NULL THEN 1 ELSE 0 END) AS without_figure,
     sum(CASE WHEN s IS NOT NULL AND NOT counts THEN 1 ELSE 0 END) AS schools_beside,
     collect(DISTINCT s.source_ids) AS cited
WITH r, census, numerator, known, undated_links, undated_seen, schools_beside, cited,
     CASE WHEN $weight = 'students' THEN without_figure ELSE 0 END AS without_figure,
     CASE WHEN $stage IS NULL THEN @reported_total(r, $weight, $as_of) END AS total,
     CASE WHEN census IS NOT NULL THEN 'register' ELSE coalesce($universe, 'known') END AS universe
WITH r, census, numerator, undated_links, undated_seen, schools_beside, without_figure, total, universe,
     CASE universe WHEN 'reported' THEN total.as_of WHEN 'register' THEN census.as_of END AS as_of,
     CASE WHEN universe = 'reported' THEN total.value WHEN universe = 'known' OR census IS NOT NULL THEN known END AS denominator,
     CASE universe WHEN 'reported' THEN coalesce(total.source_ids, []) WHEN 'register' THEN coalesce(census.source_ids, [])
          ELSE COLLECT { UNWIND cited AS ids UNWIND ids AS id WITH DISTINCT id RETURN id ORDER BY id } END AS source_ids
WHERE ($by IS NULL AND $region IS NOT NULL) OR coalesce(denominator, 0) > 0
RETURN r.id AS id, r.name AS name, r.level AS level, toFloat(numerator) AS numerator, toFloat(denominator) AS denominator,
       CASE WHEN denominator > 0 THEN toFloat(numerator) / denominator END AS share, $weight AS unit,
       @of_what(universe, denominator, $weight, as_of), universe, as_of AS universe_as_of,
       coalesce(census.datasets, []) AS universe_datasets, source_ids, schools_beside, total.value AS reported_total,
       total.as_of AS reported_as_of, coalesce(total.source_ids, []) AS reported_source_ids,
       without_figure AS schools_without_figure, undated_links, undated_seen
ORDER BY id
