// title: 帮扶方退出会留下什么 / What a helper's leaving would leave
// description: 一所学校、一个集团、机构或地区所帮扶的各方：没有它还有几个帮扶方、是谁，谁因此再无人帮扶。`with_below` 为真时，帮扶方下辖的地区和其中的
//   学校、集团、机构也一同退出。只计直接帮扶受援方本身的；结对没有帮扶方，不算。 / Whom a school, group, organisation or region helps: how many
//   other helpers each has, who they are, and who is then helped by nobody. With `with_below`, the regions below the
//   helper and the schools, groups and organisations in it leave too. Only help for the very same side counts, not for what
//   lies in it or above it; a pairing has no helper and is no help.
// params: helper id{any} "530102" "提供帮扶的学校、集团、机构或地区的编号 / id of the school, group, organisation or region that helps";
//   with_below boolean=false "true" "地区之内的帮扶方是否一同退出 / whether what lies in the region leaves with it";
//   as_of day=today "2025-09-01" "在这一天成立的联系；any 表示不限 / links that held on this day; any lifts it"
// returns: helped_id string, helped string, links integer, programmes strings, helpers strings,
//   other_helpers integer, other_helper_names strings, loses_last_helper boolean, keys strings, undated_links integer
// map: keys helper
CALL () {
  MATCH (h:@label {id: $helper}) RETURN h
  UNION ALL
  MATCH (:Region {id: $helper})<-[:LOCATED_IN|PART_OF*1..4]-(h) WHERE $with_below RETURN h
}
MATCH (h)-[a:AIDS]->(t)
WHERE @holds(a)
WITH DISTINCT t
MATCH (h)-[a:AIDS]->(t)
WHERE @holds(a)
WITH t, a, h, h.id = $helper
              OR ($with_below AND EXISTS { MATCH (h)-[:LOCATED_IN|PART_OF*1..4]->(:Region {id: $helper}) }) AS leaves
ORDER BY h.id, a.programme, a.key
WITH t, sum(CASE WHEN leaves THEN 1 ELSE 0 END) AS links,
     collect(DISTINCT CASE WHEN leaves THEN a.programme END) AS programmes,
     collect(DISTINCT CASE WHEN leaves THEN h.name END) AS helpers,
     collect(CASE WHEN leaves THEN a.key END) AS keys,
     count(DISTINCT CASE WHEN NOT leaves THEN h.id END) AS other_helpers,
     collect(DISTINCT CASE WHEN NOT leaves THEN h.name END) AS other_helper_names,
     collect(@undated(a)) AS undated
RETURN t.id AS helped_id, t.name AS helped, links, programmes, helpers, other_helpers, other_helper_names,
       other_helpers = 0 AS loses_last_helper, keys, @undated_links(undated)
ORDER BY helped_id
