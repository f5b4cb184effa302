// title: 一个来源说到的学校、集团、机构和地区 / Who a source tells of
// description: 以一个来源为出处的学校、集团、机构和地区，只列该来源中的位置，按编号排列。 / Schools, groups, organisations and regions
//   that cite a source, with the places in that source alone, in order of their ids.
// params: id id{Source} "seed-001" "来源编号 / id of the source"; after string? "" "从这个编号之后接着列 / id after which to go on"
// returns: id string, label string, name string, source_ids strings, locators strings
// computed: page
CALL () {
  MATCH (n:@label) WHERE n.id > coalesce($after, '') AND $id IN n.source_ids RETURN n
}
WITH n ORDER BY n.id LIMIT $most
RETURN n.id AS id, @own_label(n) AS label, n.name AS name,
       [one IN n.source_ids WHERE one = $id] AS source_ids,
       [at IN range(0, size(n.source_ids) - 1) WHERE n.source_ids[at] = $id | n.locators[at]] AS locators
ORDER BY id
