// title: 数据集说法不一之处 / Where datasets differ
// description: 各数据集对同一学校、集团、地区或联系说法不同之处：现用的值、未采用的值，各有来源。登记册先于报道，新来源先于旧来源。
//   / What datasets say differently of one school, group, region or link: the value that stands and the one that does
//   not, each with its sources. A register goes before a report, a newer source before an older one.
// params: about id{any|Programme}? "530124" "只看某一学校、集团、地区等 / one school, group, region or the like only";
//   property string? "students" "只看一个属性 / one property only"
// returns: kind string, subject_id string, subject string?, partner_id string?, partner string?, property string,
//   standing string, standing_source_ids strings, standing_locators strings, value string, source_ids strings,
//   locators strings, datasets strings
// none: 各数据集没有不同的说法。 / The datasets don't differ.
MATCH (d:DifferingValue)
WHERE ($about IS NULL OR d.subject = $about OR d.partner = $about) AND ($property IS NULL OR d.property = $property)
OPTIONAL MATCH (d)-[:ABOUT]->(s)
WHERE s.id = d.subject
OPTIONAL MATCH (d)-[:ABOUT]->(p)
WHERE p.id = d.partner
RETURN d.kind AS kind, d.subject AS subject_id, s.name AS subject, d.partner AS partner_id, p.name AS partner,
       d.property AS property, d.standing AS standing, d.standing_source_ids AS standing_source_ids,
       d.standing_locators AS standing_locators, d.value AS value, d.source_ids AS source_ids, d.locators AS locators,
       d.datasets AS datasets
ORDER BY subject_id, property, coalesce(partner_id, ''), value
