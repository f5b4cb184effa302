// title: 远看全图 / The whole graph from far away
// description: 把全图汇总为地区（或集团），各列出其中的学校、集团、机构数和联系数；`open` 中的地区换成其中的下级地区，以及直接位于其中的学校、集团和机构，集团换成其成员。
//   不剪裁：超出行数上限、没有单独列出的，都计在所属的地区里；其中什么都没有的地区不列出。 /
//   The whole graph summed up as regions, or as groups: how many schools, groups, organisations and ties are in each.
//   A region in `open` is replaced by the regions in it and by the schools, groups and organisations that lie in it
//   directly; a group by its members; what it lies in is opened, too. Nothing is cut: what doesn't get a row of its own is
//   counted in its region, the lightest first; regions with nothing in them are left out and counted. The map has the
//   ties between rows, summed by type and direction. The statement gives the ties that start in
//   some of the smallest regions, by the region in which they end.
// params: by string{region|group}=region "region" "汇总为地区，或先列出成员最多的集团 / sum up as regions, or show the groups with most members
//   first";
//   level string{province|prefecture|county}=province "province" "未展开时列到哪一级 / level of the regions that aren't
//   opened";
//   open strings? "410000,411200" "要展开的地区或集团的编号，用逗号隔开 / ids of regions and groups to open, with commas";
//   ties strings{@ties}=@ties "AIDS,PAIRED_WITH" "计入哪些类型的联系 / types of ties to count";
//   most integer{50..1500}=300 "300" "最多列出几行 / most rows";
//   as_of day=today "2025-09-01" "这一天在办的学校和成立的联系；any 表示不限 / schools open and ties that held on this day; any
//   lifts it"
// returns: id string?, label string, name string?, parent string?, schools integer, groups integer,
//   organisations integer, counties integer, counties_named integer, links_within integer, links_outside integer,
//   opens boolean
// computed: overview
CALL () {
  UNWIND $places AS place MATCH (:Region {id: place})<-[:LOCATED_IN]-(a) RETURN place, a
  UNION ALL
  UNWIND $places AS place MATCH (a:Region {id: place}) RETURN place, a
  UNION ALL
  UNWIND [label IN $nowhere WHERE label = '@label'] AS label MATCH (a:@label) WHERE NOT EXISTS { MATCH (a)-[:LOCATED_IN]->(:Region) } RETURN 'no-region:@label' AS place, a
}
MATCH (a)-[t:@ties]->(b)
WHERE @holds(t)
OPTIONAL MATCH (b)-[:LOCATED_IN]->(q:Region)
WITH t, place AS start, CASE WHEN q IS NOT NULL THEN q.id WHEN b:Region THEN b.id ELSE 'no-region:' + @own_label(b) END AS end
RETURN type(t) AS type, start, end, @undated(t) AS undated, count(t) AS links,
       sum(coalesce(t.teachers_sent, 0)) AS teachers_sent, count(t.teachers_sent) AS links_with_teachers
ORDER BY type, start, end, undated
