// title: 孤立的学校、集团和机构 / Schools, groups and organisations that nothing ties
// description: 没有任何联系的学校和机构，没有成员的集团，以及有成员而无牵头者的集团，供补全。名录载入的学校多半没有联系。 / Schools and
//   organisations without any tie, groups without a member, and groups with members but without a lead, for completing.
//   Most schools of a register have no tie.
// params: region id{Region}? "530600" "地区代码；下辖的都计入 / code of a region; all below it counts";
//   label string{School|EducationGroup|Organisation}? "EducationGroup" "只看一类 / one kind only"
// returns: problem string, id string, name string, label string, region string?, region_name string?,
//   source_ids strings, locators strings
// computed: page
// none: 每所学校和集团都有联系。 / Every school and group has ties.
CALL () {
  UNWIND [one IN $page WHERE one.label = '@label'] AS one MATCH (n:@label {id: one.id}) RETURN one.problem AS problem, n
  UNION ALL
  WITH 1 AS one WHERE $page IS NULL
  MATCH (n:EducationGroup)
  WHERE NOT EXISTS { MATCH (n)<-[:MEMBER_OF]-(:School) }
  RETURN 'no_member' AS problem, n
  UNION ALL
  WITH 1 AS one WHERE $page IS NULL
  MATCH (n:EducationGroup)
  WHERE EXISTS { MATCH (n)<-[:MEMBER_OF]-(:School) } AND NOT EXISTS { MATCH (n)<-[:LEADS]-() }
  RETURN 'no_lead' AS problem, n
  UNION ALL
  WITH 1 AS one WHERE $page IS NULL AND coalesce($label, 'School') = 'School'
  MATCH (n:School)
  WHERE NOT EXISTS { MATCH (n)-[:@ties]-() }
  RETURN 'no_tie' AS problem, n
  UNION ALL
  WITH 1 AS one WHERE $page IS NULL
  MATCH (n:Organisation)
  WHERE NOT EXISTS { MATCH (n)-[:@ties]-() }
  RETURN 'no_tie' AS problem, n
}
WITH problem, n
WHERE ($label IS NULL OR $label IN labels(n))
  AND ($region IS NULL OR EXISTS { MATCH (n)-[:LOCATED_IN]->(:Region)-[:PART_OF*0..3]->(:Region {id: $region}) })
OPTIONAL MATCH (n)-[:LOCATED_IN]->(place:Region)
WITH problem, n, place ORDER BY place.id
WITH problem, n, head(collect(place)) AS place
RETURN problem, n.id AS id, n.name AS name, @own_label(n) AS label, place.id AS region, place.name AS region_name,
       n.source_ids AS source_ids, n.locators AS locators
ORDER BY label, problem, id
LIMIT $most
