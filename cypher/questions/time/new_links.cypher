// title: 某段时间内开始的联系 / Links that began within a window
// description: 开始日期落在两天之间（含两端）的联系，新的在前；只知到年月的，按其第一天算；没有开始日期的不列。 / Ties whose start
//   lies between two days, both included, newest first. A start known by year or month counts as its first day; ties
//   without a start are not here.
// params: from_day day "2024-01-01" "时间段的第一天；any 表示不限 / first day of the window; any leaves it open";
//   to_day day=today "2025-12-31" "时间段的最后一天；any 表示不限 / last day of the window; any leaves it open"
// returns: key string, type string, from_id string, from_name string, to_id string, to_name string, since string,
//   until string?, observed strings, source_ids strings, locators strings
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
  WHERE r.since IS NOT NULL AND r.since_day >= coalesce($from_day, 0) AND r.since_day <= coalesce($to_day, 99999999)
  RETURN r
}
WITH r, startNode(r) AS a, endNode(r) AS b
RETURN r.key AS key, type(r) AS type, a.id AS from_id, a.name AS from_name, b.id AS to_id, b.name AS to_name,
       r.since AS since, r.until AS until, coalesce(r.observed, []) AS observed, r.source_ids AS source_ids,
       r.locators AS locators
ORDER BY r.since_day DESC, type, key
LIMIT $most
