// title: 按名称查找 / Find by name
// description: 名称、简称、通用短名、拼音、拼音首字母或代码中含有所给文字的学校、集团、机构、地区、项目和来源；第一中学和一中、昆明市和昆明等不论写法都能找到。 /
//   Schools, groups, organisations, regions, programmes and sources whose name, alias, usual short form (一中, 附小, 昆明),
//   pinyin, initials or code holds the text: first those of which it is the whole, then those that begin with it.
// params: name name "昆三中" "名称、拼音或代码，或其一部分 / a name, pinyin or code, or part of one"; labels strings{School|EducationGroup|Organisation|Region|Programme|Source}? "School,Region" "只找这些类型 / of these types only"
// returns: id string, label string, name string, aliases strings?, region string?, region_name string?, above string?,
//   whole boolean
// computed: find
CALL () {
  MATCH (n:@searched) WHERE $labels IS NULL OR '@searched' IN $labels RETURN n, '@searched' AS label
}
WITH n, label, @search_text(n) AS text
WITH n, label, text, toLower(n.id) IN $name OR any(id IN n.former_ids WHERE toLower(id) IN $name) AS meant
WHERE meant OR any(form IN $name WHERE text CONTAINS form)
WITH n, label, CASE WHEN meant OR any(form IN $name WHERE text CONTAINS '\n' + form + '\n') THEN 0
                    WHEN any(form IN $name WHERE text CONTAINS '\n' + form) THEN 1 ELSE 2 END AS place
OPTIONAL MATCH (n)-[:LOCATED_IN|PART_OF]->(region:Region)
OPTIONAL MATCH (region)-[:PART_OF]->(above:Region)
WITH n, label, place, region, above ORDER BY region.id, above.id
WITH n, label, place, head(collect([region.id, region.name, above.name])) AS lies
RETURN n.id AS id, label, @name(n) AS name, n.aliases AS aliases, lies[0] AS region, lies[1] AS region_name,
       lies[2] AS above, place = 0 AS whole
ORDER BY place, size(@name(n)), id, label
