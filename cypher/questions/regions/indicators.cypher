// title: 指标名单 / Indicators
// description: 来源报道的数字，可按对象、地区（对象在该地区或其下辖）、指标和时间筛选，附单位、限定词和出处，按编号排列。 / Figures that
//   sources report, by subject, region (subject in it or below), metric and date, with unit, qualifier and evidence, in
//   order of their ids. A figure known by year or month counts as of its last day; with a window of days, figures
//   without a date are left out.
// params: subject id{any|Programme}? "530100" "数字所说的学校、集团、机构、地区或项目的编号 / id of the school, group, organisation, region or
//   programme that the figure is about";
//   region id{Region}? "530100" "地区代码；含它自己和其中各单位的数字 / code of a region; its own figures and those of what lies in it";
//   metric string? "member_schools" "只看一个指标 / one metric only";
//   from_day day=any "" "时间段的第一天；any 表示不限 / first day of the window; any leaves it open";
//   to_day day=any "" "时间段的最后一天；any 表示不限 / last day of the window; any leaves it open";
//   after string? "" "从这个编号之后接着列 / id after which to go on"
// returns: id string, subject_id string, subject string, subject_label string, metric string, value float,
//   unit string?, qualifier string?, as_of string?, source_ids strings, locators strings
// computed: page
// ordered: from_day to_day
MATCH (i:Indicator)-[:ABOUT]->(x)
WHERE i.id > coalesce($after, '') AND ($subject IS NULL OR x.id = $subject) AND ($metric IS NULL OR i.metric = $metric)
  AND ($from_day IS NULL OR i.as_of_day >= $from_day) AND ($to_day IS NULL OR i.as_of_day <= $to_day)
  AND ($region IS NULL OR EXISTS { MATCH (x)-[:LOCATED_IN|PART_OF*0..4]->(:Region {id: $region}) })
WITH i, x ORDER BY i.id LIMIT $most
RETURN i.id AS id, x.id AS subject_id, x.name AS subject, @own_label(x) AS subject_label, i.metric AS metric,
       i.value AS value, i.unit AS unit, i.qualifier AS qualifier, i.as_of AS as_of, i.source_ids AS source_ids, i.locators AS locators
ORDER BY id
