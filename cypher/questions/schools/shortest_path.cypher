// title: 两者之间的最短路径 / The shortest path between two
// description: 两所学校、两个集团、两个机构或两个地区之间（可混合）最短的一条联系路径，逐条说明，附时间和出处；步数之内不相连则一行也没有。
//   同样短的取联系键最小的。 / The shortest way along ties between two schools, groups, organisations or regions, one row
//   a link, spelled out and with dates and evidence. Links are followed both ways; `along` tells whether the row reads as the link is
//   stored. Of equally short ways the one with the smallest link keys, seen from the far end, is told. No row means no
//   path within so many hops. The statement reads the links of the path; reach finds them.
// params: from id{any} "school-500107-6e4ea7a187" "一端的学校、集团、机构或地区的编号 / id of the school, group, organisation
//   or region at the one end";
//   to id{any} "school-500107-215ef9c85b" "另一端的学校、集团、机构或地区的编号 / id of the school, group,
//   organisation or region at the other end";
//   hops integer{1..6}=6 "6" "路径最多几步 / most links of the path";
//   ties
//   strings{@ties|LOCATED_IN|PART_OF}=@ties
//   "LEADS,MEMBER_OF" "沿哪些类型的联系走 / link types to follow";
//   as_of day=today "2025-09-01" "在这一天成立的联系；any 表示不限 / links that held on this day; any lifts it"
// returns: step integer, key string, type string, from_id string, from_name string, to_id string, to_name string,
//   along boolean, sentence string, sentence_en string, since string?, until string?, observed strings,
//   entailed boolean, source_ids strings, locators strings, undated_links integer
// map: key from to
// computed: shortest_path
CALL () {
  UNWIND $@label AS id MATCH (a:@label {id: id}) RETURN a
}
MATCH (a)-[r:@ties|LOCATED_IN|PART_OF]->()
WHERE r.key IN $keys
RETURN r.key AS key, r.since AS since, r.until AS until, coalesce(r.observed, []) AS observed, coalesce(r.entailed, false) AS entailed,
       r.source_ids AS source_ids, r.locators AS locators
ORDER BY key
