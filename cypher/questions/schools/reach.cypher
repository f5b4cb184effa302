// title: 从一所学校、集团、机构或地区出发能辐射到谁 / Who is reached from a school, group, organisation or region
// description: 从起点出发，沿所选联系在若干步之内到达的全部对象，各附步数和一条最短路径。给出 `without` 时，按该学校（连同校区）、
//   集团、机构、地区或联系不存在来回答，其牵头的集团仍在；并列出之前、之后的总数，失去了谁、离谁更远。 / Everything that ties
//   starting here touch within some hops, each with its hop count and one shortest path. One hop is one link; the
//   statement is one level, run again from what the level before found. With `without`, the answer is what is reached as
//   if that one were not there: a school with its campuses, a group, an organisation, a region (itself, not what lies in it), or one tie. All links of theirs are
//   left out; a group that it leads stays a group. Beside it stand the totals before and after, what is lost (the one that leaves
//   included) and what is farther. The statement takes what is left out as `gone`, ids or keys.
// params: start id{any} "school-500107-6e4ea7a187" "起点的学校、集团、机构或地区的编号 / id of the school, group,
//   organisation or region to start from";
//   hops integer{1..6}=2 "2" "离起点最多几步 / most links from the start";
//   ties
//   strings{@ties|LOCATED_IN|PART_OF}=@ties
//   "LEADS,MEMBER_OF" "沿哪些类型的联系走 / link types to follow";
//   direction string{out|in|any}=any "any" "顺着联系的方向、逆着，或两个方向都走 / follow links as stored, against it, or both ways";
//   as_of day=today "2025-09-01" "在这一天成立的联系；any 表示不限 / links that held on this day; any lifts it";
//   without id{any|tie}? "school-500107-215ef9c85b" "要除去的学校、集团、机构或地区的编号，或联系的键 / id of a school, group, organisation or region,
//   or key of a tie, to leave out"
// returns: id string, label string, name string, hops integer, sentence string
// map: path start
// computed: reach
CALL () {
  UNWIND $@label AS id MATCH (a:@label {id: id}) RETURN a
}
MATCH (a)-[r:@ties|LOCATED_IN|PART_OF]-(b)
WHERE type(r) IN $ties
  AND ($direction = 'any' OR type(r) = 'PAIRED_WITH' OR (startNode(r) = a) = ($direction = 'out'))
  AND @holds(r)
  AND ($gone IS NULL OR NOT (r.key IN $gone OR b.id IN $gone))
// One string, so that one aggregation picks the link, its direction, whether it is dated or where it was observed, and
// where it came from.
WITH b, min(r.key + CASE WHEN startNode(r) = a THEN ' > ' ELSE ' < ' END
                  + coalesce(@undated(r), 'dated') + ' ' + a.id) AS step
// One row for the whole level: a row each would spend most of the time on messages.
RETURN collect([b.id, b.name, labels(b), step]) AS found
