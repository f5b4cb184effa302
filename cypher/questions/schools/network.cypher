// title: 以某对象为中心的网络 / The network around a school, group, organisation or region
// description: 起点在若干步内辐射到的对象，以及它们之间的全部联系，供网络图使用。以地区为中心时，位于其中的对象、有联系的下辖地区和其中有联系的对象也算与它相连。 / What reach finds around a start,
//   with all ties among them: what a map draws. The statement reads those ties. Around a region, what lies in it counts
//   as tied to it, and so does what has ties in the regions below it, with these.
// params: focus id{any} "group-500107-318309dff7" "居中的学校、集团、机构或地区的编号 / id of the school, group,
//   organisation or region in the middle";
//   hops integer{1..6}=2 "2" "离中心最多几步 / most links from the focus";
//   ties
//   strings{@ties|LOCATED_IN|PART_OF}=@ties
//   "LEADS,MEMBER_OF" "沿哪些类型的联系走 / link types to follow";
//   as_of day=today "2025-09-01" "在这一天成立的联系；any 表示不限 / links that held on this day; any lifts it"
// returns: key string, type string, start string, end string, properties any
// map: key focus
// computed: network
CALL () {
  UNWIND $@label AS id MATCH (a:@label {id: id}) RETURN a
}
MATCH (a)-[r:@ties|LOCATED_IN|PART_OF]->(b)
WHERE type(r) IN $ties
  AND @holds(r)
RETURN r.key AS key, type(r) AS type, a.id AS start, b.id AS end, properties(r) AS properties,
       @undated(r) AS undated
ORDER BY key
