// title: 同时在几个集团的学校 / Schools in more than one group
// description: 同时属于两个以上集团、联盟、共同体或学区的学校。 / Schools that belong to two or more groups, alliances,
//   communities or districts at once.
// params: region id{Region}? "430000" "地区代码；下辖的都计入 / code of a region; all below it counts";
//   as_of day=today "2025-09-01" "在这一天成立的成员关系；any 表示不限 / memberships that held on this day; any lifts it"
// returns: school_id string, name string, groups integer, group_ids strings, group_names strings, undated_links integer
MATCH (s:School)-[m:MEMBER_OF]->(g:EducationGroup)
WHERE @holds(m)
  AND ($region IS NULL OR EXISTS { MATCH (s)-[:LOCATED_IN]->(:Region)-[:PART_OF*0..3]->(:Region {id: $region}) })
WITH s, g, collect(@undated(m)) AS undated
ORDER BY g.id
WITH s, collect(g.id) AS group_ids, collect(g.name) AS group_names, 
     reduce(all = [], of_group IN collect(undated) | all + of_group) AS undated
WHERE size(group_ids) > 1
RETURN s.id AS school_id, s.name AS name, size(group_ids) AS groups, group_ids, group_names, @undated_links(undated)
ORDER BY groups DESC, school_id
