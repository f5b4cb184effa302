// title: 某段时间内结束的联系 / Links that end within a window
// description: 结束日期落在两天之间（含两端）的联系；一端的学校、集团或机构先结束的，联系随它结束；只知到年月的，按其最后一天算；没有结束日期的不列。 /
//   Ties whose end lies between two days, both included, of their own or with what they tie: `until_cut_by` tells which
//   end a tie ended with. An end known by year or month counts as its last day; ties without an end are not here.
// params: from_day day=today "2024-01-01" "时间段的第一天；any 表示不限 / first day of the window; any leaves it open";
//   to_day day "2026-12-31" "时间段的最后一天；any 表示不限 / last day of the window; any leaves it open"
// returns: key string, type string, from_id string, from_name string, to_id string, to_name string, since string?,
//   until string, until_cut_by string?, observed strings, source_ids strings, locators strings
// computed: page
// ordered: from_day to_day
CALL () {
  CALL () {
    UNWIND $page AS one MATCH (x:@label {id: one.start}) RETURN x, one.key AS key
  }
  MATCH (x)-[r:@ties]->()
  WHERE r.key = key
  RETURN r
  UNION ALL
  WITH 1 AS one WHERE $page IS NULL
  MATCH ()-[r:@ties]->()
  WHERE r.until_day >= coalesce($from_day, 0) AND r.until_day <= coalesce($to_day, 99999999)
  RETURN r
}
WITH startNode(r) AS a, r, endNode(r) AS b
WITH a, r, b, CASE r.until_cut_by WHEN 'start' THEN a.until WHEN 'end' THEN b.until ELSE r.until END AS until
WHERE until IS NOT NULL
RETURN r.key AS key, type(r) AS type, a.id AS from_id, a.name AS from_name, b.id AS to_id, b.name AS to_name,
       r.since AS since, until, r.until_cut_by AS until_cut_by, coalesce(r.observed, []) AS observed, r.source_ids AS source_ids,
       r.locators AS locators
ORDER BY r.until_day, type, key
LIMIT $most
