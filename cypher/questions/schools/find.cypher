// title: 按名称查找 / Find by name
// description: 名称或简称中含有所给文字的学校、集团、机构和地区；第一中学和一中、附属小学和附小等通用简称不论写法都能找到。 / Schools,
//   groups, organisations and regions whose name or alias holds the text, whole names first; usual short forms (一中,
//   附小) and long ones (第一中学, 附属小学) find one another.
// params: name name "昆三中" "名称或别名的一部分 / part of a name or alias"
// returns: id string, label string, name string, aliases strings?, region string?
CALL () {
  MATCH (n:@label) WHERE any(key IN $name WHERE coalesce(n.name_key, n.name) CONTAINS key OR any(a IN coalesce(n.aliases_key, n.aliases) WHERE a CONTAINS key)) RETURN n, '@label' AS label
}
OPTIONAL MATCH (n)-[:LOCATED_IN|PART_OF]->(place:Region)
WITH n, label, min(place.id) AS region
RETURN n.id AS id, label, n.name AS name, n.aliases AS aliases, region
ORDER BY CASE WHEN any(key IN $name WHERE coalesce(n.name_key, n.name) = key OR key IN coalesce(n.aliases_key, n.aliases, [])) THEN 0 ELSE 1 END, size(n.name), id, label
