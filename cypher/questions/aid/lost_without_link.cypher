// title: 一条联系结束会失去什么 / What is lost when a tie ends
// description: 一条帮扶、成员关系或其他联系两端的学校（及其校区）：没有它还剩几条联系、几条仍在覆盖，哪些学校因此失去唯一的联系或不再
//   被覆盖。两端都不是学校的（如省帮县），一行也没有：谁再无人帮扶，见 `lost_without_helper`。 / Schools at the ends of an aid link, a membership or another tie, with their campuses: how many other ties
//   each has, and how many that cover it; which of them lose their only tie, or all that covers them, when it ends. A
//   school is covered as coverage means it: by a membership, by aid received or a pairing, its own or its parent
//   school's. A tie that does not hold on the day is no loss. One
//   between two that are no schools, such as a province and a county, gives no row: for whom nobody helps any more see
//   `lost_without_helper`.
// params: link string "aids-9fbb992f4da1f409" "联系的键，如一条帮扶或一个成员关系 / key of the tie, such as an aid link or a
//   membership";
//   as_of day=today "2025-09-01" "在这一天成立的联系；any 表示不限 / links that held on this day; any lifts it"
// returns: school_id string, name string, other_ties integer, loses_only_tie boolean, other_coverage integer,
//   loses_coverage boolean, students integer?, undated_links integer
// computed: lost_without_link
UNWIND $schools AS id
MATCH (:School {id: id})<-[:CAMPUS_OF*0..1]-(s:School)
WITH DISTINCT s
WHERE @holds(s)
WITH s,
     COLLECT {
       MATCH (s)-[r:@ties]-()
       WHERE @holds(r)
       RETURN [r.key = $link, @undated(r)] } AS ties,
     COLLECT {
       MATCH (s)-[c:CAMPUS_OF*0..1]->(:School)-[m:MEMBER_OF]->(:EducationGroup)
       WHERE @holds(m)
       RETURN $link IN [m.key] + [y IN c | y.key] }
     + COLLECT {
       MATCH (s)-[c:CAMPUS_OF*0..1]->(:School)<-[a:AIDS]-()
       WHERE @holds(a)
       RETURN $link IN [a.key] + [y IN c | y.key] }
     + COLLECT {
       MATCH (s)-[c:CAMPUS_OF*0..1]->(:School)-[w:PAIRED_WITH]-()
       WHERE @holds(w)
       RETURN $link IN [w.key] + [y IN c | y.key] } AS covering
WITH s, ties, covering, [tie IN ties WHERE tie[1] IS NOT NULL | tie[1]] AS undated
RETURN s.id AS school_id, s.name AS name, size([tie IN ties WHERE NOT tie[0]]) AS other_ties,
       size(ties) > 0 AND all(tie IN ties WHERE tie[0]) AS loses_only_tie,
       size([ends IN covering WHERE NOT ends]) AS other_coverage,
       size(covering) > 0 AND all(ends IN covering WHERE ends) AS loses_coverage, s.students AS students,
       @undated_links(undated)
ORDER BY school_id
