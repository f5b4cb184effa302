// title: 无人帮扶的地区 / Regions that nobody helps
// description: 某一级地区中，在这一天没有得到外来帮扶的：该地区及其下辖地区、学校、集团和机构都不是外来帮扶的受援方。只是结对、没有帮扶方的不算帮扶，
//   另列条数；上级地区得到的帮扶未必及于它，不算，另列上级地区和帮扶方。 / Regions of a level that get no aid from outside on the
//   day: neither they nor any region, school, group or organisation in them is helped by anyone not in them. A pairing without a stated
//   helper is no help and counted beside; help for a region above may not come down to them, so it does not count
//   either, and stands beside with its helpers. Coverage by aid counts schools; this counts regions.
// params: region id{Region}? "530600" "在这一地区之内；不填则全部 / code of the region to look in; everywhere where none is given";
//   level string{county|prefecture|province}=county "county" "地区的级别 / level of the regions";
//   as_of day=today "2025-09-01" "在这一天成立的联系；any 表示不限 / links that held on this day; any lifts it"
// returns: id string, name string, parent string?, parent_name string?, pairings integer, helped_above strings,
//   helpers_above strings, schools_known integer, undated_links integer
// none: 这些地区都有外来的帮扶。 / Each of these regions is helped from outside.
CALL () {
  MATCH (helper)-[a:AIDS]->(helped)
  WHERE @holds(a)
  MATCH (helped)-[:LOCATED_IN|PART_OF*0..4]->(r:Region)
  WHERE r.level = $level AND NOT EXISTS { MATCH (helper)-[:LOCATED_IN|PART_OF*0..4]->(:Region {id: r.id}) }
  RETURN collect(DISTINCT r.id) AS helped_ids
}
MATCH (r:Region)
WHERE r.level = $level AND NOT r.id IN helped_ids
  AND ($region IS NULL OR EXISTS { MATCH (r)-[:PART_OF*0..4]->(:Region {id: $region}) })
OPTIONAL MATCH (r)-[:PART_OF]->(parent:Region)
WITH r, min(parent.id) AS parent, min(parent.name) AS parent_name
OPTIONAL MATCH (r)-[:PART_OF*1..4]->(above:Region)<-[a:AIDS]-(helper)
WHERE @holds(a)
  AND NOT EXISTS { MATCH (helper)-[:LOCATED_IN|PART_OF*0..4]->(:Region {id: above.id}) }
WITH r, parent, parent_name, above, a, helper ORDER BY above.id, helper.id
WITH r, parent, parent_name, collect(DISTINCT above.name) AS helped_above, collect(DISTINCT helper.name) AS helpers_above,
     collect(@undated(a)) AS undated
RETURN r.id AS id, r.name AS name, parent, parent_name,
       COUNT { MATCH (r)<-[:LOCATED_IN|PART_OF*0..4]-()-[p:PAIRED_WITH]-()
               WHERE @holds(p) } AS pairings,
       helped_above, helpers_above,
       COUNT { MATCH (r)<-[:PART_OF*0..3]-(:Region)<-[:LOCATED_IN]-(s:School) WHERE @holds(s) } AS schools_known,
       @undated_links(undated)
ORDER BY id
