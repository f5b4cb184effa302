// title: 报道中的数字 / Reported figures
// description: 报道给出的关于一所学校、集团、机构或地区的全部数字，附单位、时间和出处。 / Every figure that sources report of
//   a school, group, organisation or region, with unit, date and evidence.
// params: subject id{any|Programme} "530100" "学校、集团、机构或地区的编号 / id of the school, group, organisation or region"
// returns: metric string, value float, unit string?, qualifier string?, as_of string?, source_ids strings,
//   locators strings
CALL () {
  MATCH (x:@label {id: $subject}) RETURN x
}
MATCH (i:Indicator)-[:ABOUT]->(x)
RETURN i.metric AS metric, i.value AS value, i.unit AS unit, i.qualifier AS qualifier, i.as_of AS as_of,
       i.source_ids AS source_ids, i.locators AS locators
ORDER BY metric, as_of, value, i.id
