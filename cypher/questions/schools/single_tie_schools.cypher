// title: 只与一个对象相连的学校 / Schools held by one other alone
// description: 全部联系都只通向同一个对象的学校：这个对象一离开，学校就与网络断开。 / Schools all of whose ties lead to one and
//   the same school, group, organisation or region: when that one leaves, nothing holds them to the network any more.
// params: region id{Region}? "530000" "地区代码；下辖的都计入 / code of a region; all below it counts";
//   as_of day=today "2025-09-01" "在这一天成立的联系；any 表示不限 / ties that held on this day; any lifts it"
// returns: school_id string, name string, other_id string, other_name string, types strings, keys strings,
//   undated_links integer
MATCH (s:School)-[r:@ties]-(o)
WHERE @holds(r)
  AND ($region IS NULL OR EXISTS { MATCH (s)-[:LOCATED_IN]->(:Region)-[:PART_OF*0..3]->(:Region {id: $region}) })
WITH s, o, r ORDER BY r.key
WITH s, count(DISTINCT o) AS others, min(o.id) AS other_id, min(o.name) AS other_name,
     collect(type(r)) AS types, collect(r.key) AS keys,
     collect(@undated(r)) AS undated
WHERE others = 1
RETURN s.id AS school_id, s.name AS name, other_id, other_name, types, keys, @undated_links(undated)
ORDER BY school_id
