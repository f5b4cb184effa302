// title: 哪些地区给予、接受、两者皆有、两者皆无 / Regions that give, receive, do both or neither
// description: 某一级的每个地区（含其学校、集团和机构）给出和接受多少条帮扶，只计与该地区之外的帮扶；另一端是其上级地区，或只知道在其上级
//   地区的，不计。只列有已知学校或有这种帮扶的地区。 / For each region of a level with its schools, groups and
//   organisations: aid links given to and received from outside it. Links whose other end is a region above it, or known only by one, don't count: they
//   may be within. Only regions with a known school or such a link are listed.
// params: level string{county|prefecture|province|country}=county "prefecture" "地区的级别 / level of the regions";
//   as_of day=today "2025-09-01" "在这一天成立的联系；any 表示不限 / links that held on this day; any lifts it"
// returns: id string, name string, given integer, received integer, role string, schools_known integer,
//   undated_links integer
CALL () {
  MATCH (helper)-[a:AIDS]->(helped)
  WHERE @holds(a)
  MATCH (helper)-[:LOCATED_IN|PART_OF*0..4]->(r:Region)
  WHERE r.level = $level AND NOT EXISTS { MATCH (helped)-[:LOCATED_IN|PART_OF*0..4]->(:Region {id: r.id}) }
    AND NOT EXISTS { MATCH (helped)-[:LOCATED_IN*0..1]->(place:Region)
                     WHERE EXISTS { MATCH (r)-[:PART_OF*1..3]->(:Region {id: place.id}) } }
  RETURN DISTINCT r, a, 'gives' AS part
  UNION ALL
  MATCH (helper)-[a:AIDS]->(helped)
  WHERE @holds(a)
  MATCH (helped)-[:LOCATED_IN|PART_OF*0..4]->(r:Region)
  WHERE r.level = $level AND NOT EXISTS { MATCH (helper)-[:LOCATED_IN|PART_OF*0..4]->(:Region {id: r.id}) }
    AND NOT EXISTS { MATCH (helper)-[:LOCATED_IN*0..1]->(place:Region)
                     WHERE EXISTS { MATCH (r)-[:PART_OF*1..3]->(:Region {id: place.id}) } }
  RETURN DISTINCT r, a, 'receives' AS part
  UNION ALL
  MATCH (s:School)-[:LOCATED_IN]->(:Region)-[:PART_OF*0..3]->(r:Region)
  WHERE r.level = $level AND @holds(s)
  RETURN DISTINCT r, null AS a, 'holds' AS part
}
WITH r, sum(CASE part WHEN 'gives' THEN 1 ELSE 0 END) AS given, sum(CASE part WHEN 'receives' THEN 1 ELSE 0 END) AS received,
     collect(CASE WHEN part <> 'holds' THEN @undated(a) END) AS undated
RETURN r.id AS id, r.name AS name, given, received,
       CASE WHEN given > 0 AND received > 0 THEN 'both' WHEN given > 0 THEN 'gives'
            WHEN received > 0 THEN 'receives' ELSE 'neither' END AS role,
       COUNT { MATCH (r)<-[:PART_OF*0..3]-(:Region)<-[:LOCATED_IN]-(s:School) WHERE @holds(s) RETURN DISTINCT s } AS schools_known,
       @undated_links(undated)
ORDER BY id
