// title: 城乡学校的覆盖差别 / Coverage of urban and rural schools
// description: 城区、乡村和城乡不明的学校各有多少被集团或帮扶覆盖；份额与分子、分母同列。校区不单列。 / How many urban, rural and
//   unclassified schools are in a group, aided or paired: numerator, denominator and share for each. Campuses are not
//   schools of their own.
// params: region id{Region}? "430000" "地区代码；下辖的都计入 / code of a region; all below it counts";
//   covered_by string{group|aid|any}=any "group" "集团成员、接受帮扶或结对，或两者之一 / membership in a group, aid received or a
//   pairing, or either";
//   as_of day=today "2025-09-01" "在这一天在办的学校和成立的联系；any 表示不限 / schools open and links
//   that held on this day; any lifts it";
//   universe string{register|known}? "known" "数名录中的学校，或来源所列的学校；不给出时，有名录的按名录 / the schools of a census, or
//   those named in the sources; not given, a census where there is one"
// returns: setting string, numerator integer schools, denominator integer schools, share float, of_what string,
//   of_what_en string, universe string, universe_as_of string?, source_ids strings, schools_beside integer,
//   undated_links integer
// chart: bar setting share
OPTIONAL MATCH (r:Region {id: $region})
WITH CASE WHEN coalesce($universe, 'register') = 'register' THEN @register(r, null, $as_of) END AS census
MATCH (s:School)
WHERE (census IS NOT NULL OR coalesce($universe, 'known') = 'known')
  AND @holds(s) AND NOT EXISTS { MATCH (s)-[c:CAMPUS_OF]->(:School) WHERE @holds(c) }
  AND ($region IS NULL OR EXISTS { MATCH (s)-[:LOCATED_IN]->(:Region)-[:PART_OF*0..3]->(:Region {id: $region}) })
WITH census, s, census IS NULL OR @in_register(s, census) AS counts,
     CASE WHEN $covered_by = 'aid' THEN [] ELSE COLLECT {
       MATCH (s)-[m:MEMBER_OF]->(:EducationGroup)
       WHERE @holds(m)
       RETURN coalesce(@undated(m), 'dated') } END
     + CASE WHEN $covered_by = 'group' THEN [] ELSE COLLECT {
       MATCH (s)<-[a:AIDS]-()
       WHERE @holds(a)
       RETURN coalesce(@undated(a), 'dated') } END
     + CASE WHEN $covered_by = 'group' THEN [] ELSE COLLECT {
       MATCH (s)-[p:PAIRED_WITH]-()
       WHERE @holds(p)
       RETURN coalesce(@undated(p), 'dated') } END AS ties
WITH census, s, counts, CASE WHEN counts THEN ties ELSE [] END AS ties
WITH census, coalesce(s.setting, 'unknown') AS setting, sum(CASE WHEN size(ties) > 0 THEN 1 ELSE 0 END) AS numerator,
     sum(CASE WHEN counts THEN 1 ELSE 0 END) AS denominator, sum(CASE WHEN counts THEN 0 ELSE 1 END) AS schools_beside,
     sum(size([tie IN ties WHERE tie <> 'dated'])) AS undated_links,
     {before: sum(size([tie IN ties WHERE tie = 'before'])), within: sum(size([tie IN ties WHERE tie = 'within'])),
      after: sum(size([tie IN ties WHERE tie = 'after']))} AS undated_seen,
     collect(DISTINCT s.source_ids) AS cited
WITH setting, numerator, denominator, schools_beside, undated_links, undated_seen, census.as_of AS as_of,
     CASE WHEN census IS NULL THEN 'known' ELSE 'register' END AS universe,
     coalesce(census.source_ids, COLLECT { UNWIND cited AS ids UNWIND ids AS id WITH DISTINCT id RETURN id ORDER BY id }) AS source_ids
WHERE denominator > 0
RETURN setting, numerator, denominator, toFloat(numerator) / denominator AS share,
       @of_what(universe, denominator, 'schools', as_of), universe, as_of AS universe_as_of, source_ids, schools_beside,
       undated_links, undated_seen
ORDER BY setting
