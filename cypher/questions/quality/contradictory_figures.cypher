// title: 互相矛盾的数字 / Figures that contradict each other
// description: 同一对象、同一指标、同一单位、同一时间却数值不同的确切数字；“约”“超”和规划的数字不参与比较。 / Exact figures of one
//   subject, metric, unit and date that differ in value. Figures that a source calls about, at least or planned are not
//   held against others; figures without a date are held against each other.
// params: metric string? "students" "只看一个指标 / one metric only"
// returns: subject_id string, subject string, metric string, unit string?, as_of string?, values any,
//   source_ids strings, locators strings
// none: 没有互相矛盾的数字。 / No figures contradict each other.
MATCH (i:Indicator)-[:ABOUT]->(x)
WHERE ($metric IS NULL OR i.metric = $metric) AND i.qualifier IS NULL
WITH x, i.metric AS metric, coalesce(i.unit, '') AS unit, coalesce(i.as_of, '') AS as_of, i
ORDER BY i.value, i.id
WITH x, metric, unit, as_of, collect(DISTINCT i.value) AS values, collect(i.source_ids) AS cited,
     collect(i.locators) AS places
WHERE size(values) > 1
RETURN x.id AS subject_id, x.name AS subject, metric, CASE WHEN unit <> '' THEN unit END AS unit,
       CASE WHEN as_of <> '' THEN as_of END AS as_of, values,
       reduce(all = [], ids IN cited | all + ids) AS source_ids,
       reduce(all = [], ids IN places | all + ids) AS locators
ORDER BY subject_id, metric, unit, as_of
