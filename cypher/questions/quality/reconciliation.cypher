// title: 报道的数字与图谱的数字 / Reported against observed
// description: 报道的集团数、成员校数等，与图谱在同一对象上能数出的数并列，附差额（图谱减报道）。只列可比的指标，规划的数字不列；
//   成员校不含校区，地区的成员校指该地区（含下辖）集团的成员校，不论学校在何处。地区的学校有完整名录的按名录数，其余按来源所列。 / Reported numbers of groups, member schools
//   and the like beside what the graph holds of the same subject, with the difference (observed less reported). Only
//   metrics that the graph can count are here, and no planned figures. Member schools are counted without campuses;
//   those of a region are members of the groups in it, wherever they lie themselves. Schools of a region are those
//   of its census where there is one (`universe: register`), all else is what the sources name. What held on the figure's own
//   date is counted; for a figure without a date, what held on `as_of`.
// params: region id{Region}? "530100" "地区代码；含它自己和其中各单位的数字 / code of a region; its own figures and those of what lies in
//   it";
//   as_of day=today "2025-09-01" "没有日期的数字按哪一天算；any 表示不限 / day for figures without a date; any lifts it"
// returns: indicator_id string, subject_id string, subject string, metric string, reported float, observed integer,
//   difference float, universe string, universe_as_of string?, unit string?, qualifier string?, as_of string?, undated_links integer, source_ids strings,
//   locators strings
MATCH (i:Indicator)-[:ABOUT]->(x)
WHERE coalesce(i.qualifier, '') <> 'planned'
  AND ($region IS NULL OR x.id = $region OR EXISTS { MATCH (x)-[:LOCATED_IN|PART_OF*1..4]->(:Region {id: $region}) })
WITH i, x, coalesce(i.as_of_day, $as_of) AS day
WITH i, x, day, CASE WHEN x:Region AND i.metric = 'schools_total' THEN @register(x, null, day) END AS census
WITH i, x, census, CASE
  WHEN x:Region AND i.metric IN ['groups_total', 'alliances_total', 'communities_total'] THEN COLLECT {
    MATCH (x)<-[:PART_OF*0..3]-(:Region)<-[:LOCATED_IN]-(g:EducationGroup)
    WHERE g.kind = CASE i.metric WHEN 'groups_total' THEN 'group' WHEN 'alliances_total' THEN 'alliance'
                                 ELSE 'community' END
      AND @holds(g, day)
    RETURN [g.id, null] }
  WHEN x:Region AND i.metric = 'schools_total' THEN COLLECT {
    MATCH (x)<-[:PART_OF*0..3]-(:Region)<-[:LOCATED_IN]-(s:School)
    WHERE (census IS NULL OR @in_register(s, census))
      AND NOT EXISTS { MATCH (s)-[c:CAMPUS_OF]->(:School) WHERE @holds(c, day) } AND @holds(s, day)
    RETURN [s.id, null] }
  WHEN x:Region AND i.metric = 'member_schools' THEN COLLECT {
    MATCH (x)<-[:PART_OF*0..3]-(:Region)<-[:LOCATED_IN]-(:EducationGroup)<-[m:MEMBER_OF]-(s:School)
    WHERE NOT EXISTS { MATCH (s)-[c:CAMPUS_OF]->(:School) WHERE @holds(c, day) } AND @holds(m, day)
    RETURN [s.id, CASE WHEN m.since IS NULL AND m.until IS NULL THEN [m.key, @undated(m, day)] END] }
  WHEN x:EducationGroup AND i.metric IN ['member_schools', 'member_primary_schools', 'member_kindergartens',
                                         'campuses', 'branch_schools', 'partner_schools'] THEN COLLECT {
    MATCH (x)<-[m:MEMBER_OF]-(s:School)
    WHERE CASE i.metric
        WHEN 'campuses' THEN m.role = 'campus'
        WHEN 'branch_schools' THEN m.role = 'branch'
        WHEN 'partner_schools' THEN m.role = 'partner'
        WHEN 'member_primary_schools' THEN 'primary' IN coalesce(s.stages, [])
        WHEN 'member_kindergartens' THEN 'kindergarten' IN coalesce(s.stages, [])
        ELSE NOT EXISTS { MATCH (s)-[c:CAMPUS_OF]->(:School) WHERE @holds(c, day) } END
      AND @holds(m, day)
    RETURN [s.id, CASE WHEN m.since IS NULL AND m.until IS NULL THEN [m.key, @undated(m, day)] END] }
  WHEN (x:School OR x:Organisation) AND i.metric = 'trusteeship_schools' THEN COLLECT {
    MATCH (x)-[a:AIDS {form: 'trusteeship'}]->(s:School)
    WHERE @holds(a, day)
    RETURN [s.id, CASE WHEN a.since IS NULL AND a.until IS NULL THEN [a.key, @undated(a, day)] END] }
  END AS found
WHERE found IS NOT NULL
UNWIND CASE WHEN size(found) = 0 THEN [[null, null]] ELSE found END AS one
WITH i, x, census, count(DISTINCT one[0]) AS observed, [link IN collect(DISTINCT one[1]) | link[1]] AS undated
RETURN i.id AS indicator_id, x.id AS subject_id, x.name AS subject, i.metric AS metric, i.value AS reported, observed,
       observed - i.value AS difference, CASE WHEN census IS NULL THEN 'known' ELSE 'register' END AS universe,
       census.as_of AS universe_as_of, i.unit AS unit, i.qualifier AS qualifier, i.as_of AS as_of,
       @undated_links(undated),
       i.source_ids AS source_ids, i.locators AS locators
ORDER BY subject_id, metric, as_of, indicator_id
