// title: 先后由谁帮扶 / Who helped the same place one after another
// description: 先后得到几批帮扶的学校、集团、机构或地区：每条帮扶一行，附批次（第几批）、帮扶方、项目、起止时间和见于何时，最早的在前。起始不明的，
//   按最早见于哪一天（或哪一年）排入批次；这也不知道的，没有批次。同一方先后两轮也算两批；始终只有一批的不列。 / Schools, groups,
//   organisations and regions that were helped in several turns, one after another: a row for each aid link, with its
//   turn, helper, programme, term and when it was seen, the first ones first. Where the start is not known, the first day
//   or year on which the link was seen stands for it in the order alone; links without either have no turn. One helper in two
//   terms makes two turns. What was helped in one turn only is not here.
// params: region id{Region}? "320000" "地区代码；受援方在其中，下辖的都计入 / code of the region in which the helped is; all below it
//   counts";
//   helped id{any}? "" "只看这一受援方：学校、集团、机构或地区的编号 / id of the one school, group, organisation or region
//   that is helped";
//   programme string? "" "只计这一项目，名称须完整 / only links of this programme, by its whole name"
// returns: helped_id string, helped string, turn integer?, helper_id string, helper string, programme string?, form string,
//   since string?, until string?, observed strings, key string, undated_links integer, source_ids strings, locators strings
MATCH ()-[a:AIDS]->(t)
WHERE ($programme IS NULL OR a.programme = $programme) AND ($helped IS NULL OR t.id = $helped)
  AND ($region IS NULL OR EXISTS { MATCH (t)-[:LOCATED_IN|PART_OF*0..4]->(:Region {id: $region}) })
WITH t, collect(DISTINCT coalesce(CASE WHEN a.since IS NOT NULL THEN a.since_day END, a.observed_first_day)) AS starts
WHERE size(starts) > 1
MATCH (h)-[a:AIDS]->(t)
WHERE $programme IS NULL OR a.programme = $programme
WITH t, starts, h, a, coalesce(CASE WHEN a.since IS NOT NULL THEN a.since_day END, a.observed_first_day) AS start
RETURN t.id AS helped_id, t.name AS helped,
       CASE WHEN start IS NULL THEN null ELSE size([day IN starts WHERE day <= start]) END AS turn,
       h.id AS helper_id, h.name AS helper, a.programme AS programme, a.form AS form, a.since AS since, a.until AS until,
       coalesce(a.observed, []) AS observed, a.key AS key,
       CASE WHEN a.since IS NULL AND a.until IS NULL THEN 1 ELSE 0 END AS undated_links,
       a.source_ids AS source_ids, a.locators AS locators
ORDER BY helped_id, coalesce(start, 99999999), helper_id, key
