// title: 牵头校退出会失去什么 / What is lost when a lead school leaves its groups
// description: 一所学校牵头的各集团的其他成员：若这些集团随之解散，哪些学校不再属于任何集团。 / The other members of the groups
//   that a school leads: which of them would be in no group at all if those groups ended with it.
// params: school id{School} "school-500107-6e4ea7a187" "牵头校编号 / id of the lead school";
//   as_of day=today "2025-09-01" "在这一天成立的联系；any 表示不限 / links that held on this day; any lifts it"
// returns: school_id string, name string, led_groups strings, other_groups integer, left_out boolean,
//   students integer?, keys strings, undated_links integer
// map: keys school
MATCH (:School {id: $school})-[l:LEADS]->(g:EducationGroup)
WHERE @holds(l)
WITH l, g ORDER BY l.key
WITH collect(DISTINCT g.id) AS led, collect([g.id, l.key]) AS leads, collect(@undated(l)) AS undated_leads
UNWIND led AS id
MATCH (:EducationGroup {id: id})<-[m:MEMBER_OF]-(s:School)
WHERE s.id <> $school AND @holds(m)
WITH led, leads, undated_leads, min(s.id) AS first, collect(DISTINCT s) AS members
UNWIND members AS s
MATCH (s)-[m:MEMBER_OF]->(g:EducationGroup)
WHERE @holds(m)
WITH led, leads, undated_leads, first, s, g, m ORDER BY g.id, m.key
WITH s, leads, CASE WHEN s.id = first THEN undated_leads ELSE [] END AS undated_leads,
     collect(DISTINCT CASE WHEN g.id IN led THEN g.id END) AS led_groups,
     collect(CASE WHEN g.id IN led THEN m.key END) AS memberships,
     count(DISTINCT CASE WHEN NOT g.id IN led THEN g.id END) AS other_groups,
     collect(@undated(m)) AS undated
WITH s, leads, led_groups, memberships, other_groups, undated_leads + undated AS undated
// The lead's own undated links count once, with the first row.
RETURN s.id AS school_id, s.name AS name, led_groups, other_groups, other_groups = 0 AS left_out,
       s.students AS students, [one IN leads WHERE one[0] IN led_groups | one[1]] + memberships AS keys,
       @undated_links(undated)
ORDER BY school_id
