// title: 一个来源说到的联系 / The links that a source states
// description: 引用一个来源的全部联系，位于和隶属在内，只列该来源中的位置，按键排列。 / Every link that cites a source, places
//   included, with the places in that source alone, in order of their keys.
// params: id id{Source} "seed-001" "来源编号 / id of the source"; after string? "" "从这个键之后接着列 / key after which to go on"
// returns: key string, type string, from_id string, from_name string, from_label string, to_id string, to_name string,
//   to_label string, form string?, role string?, programme string?, since string?, until string?, observed strings,
//   source_ids strings, locators strings
// map: key
// computed: page
CALL () {
  CALL () {
    UNWIND $page AS one MATCH (x:@label {id: one.start}) RETURN x, one.key AS key
  }
  MATCH (x)-[r:PART_OF|LOCATED_IN|@ties]->()
  WHERE r.key = key
  RETURN r
  UNION ALL
  WITH 1 AS one WHERE $page IS NULL
  MATCH ()-[r:PART_OF|LOCATED_IN|@ties]->()
  WHERE r.key > coalesce($after, '') AND $id IN r.source_ids
  WITH r ORDER BY r.key LIMIT $most
  RETURN r
}
WITH startNode(r) AS x, r, endNode(r) AS y
RETURN r.key AS key, type(r) AS type, x.id AS from_id, x.name AS from_name, @own_label(x) AS from_label,
       y.id AS to_id, y.name AS to_name, @own_label(y) AS to_label, r.form AS form, r.role AS role,
       r.programme AS programme, r.since AS since, r.until AS until, coalesce(r.observed, []) AS observed,
       [one IN r.source_ids WHERE one = $id] AS source_ids,
       [at IN range(0, size(r.source_ids) - 1) WHERE r.source_ids[at] = $id | r.locators[at]] AS locators
ORDER BY key
