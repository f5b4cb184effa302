// title: 一个来源报道的数字 / The figures that a source reports
// description: 引用一个来源的全部数字，只列该来源中的位置，按编号排列。 / Every figure that cites a source, with the places in that
//   source alone, in order of their ids.
// params: id id{Source} "seed-001" "来源编号 / id of the source"; after string? "" "从这个编号之后接着列 / id after which to go on"
// returns: id string, subject_id string, subject string, subject_label string, metric string, value float,
//   unit string?, qualifier string?, as_of string?, source_ids strings, locators strings
// computed: page
MATCH (i:Indicator)-[:ABOUT]->(x)
WHERE i.id > coalesce($after, '') AND $id IN i.source_ids
WITH i, x ORDER BY i.id LIMIT $most
RETURN i.id AS id, x.id AS subject_id, x.name AS subject, @own_label(x) AS subject_label, i.metric AS metric,
       i.value AS value, i.unit AS unit, i.qualifier AS qualifier, i.as_of AS as_of,
       [one IN i.source_ids WHERE one = $id] AS source_ids,
       [at IN range(0, size(i.source_ids) - 1) WHERE i.source_ids[at] = $id | i.locators[at]] AS locators
ORDER BY id
