// title: 这所学校在哪些集团 / The groups that a school is in
// description: 一所学校所在的集团、联盟、共同体和学区，及其角色、模式和起止时间。 / Groups, alliances, communities and
//   districts that the school belongs to, with role, mode and dates.
// params: school id{School} "school-500107-6e4ea7a187" "学校编号 / id of the school";
//   as_of day=today "2025-09-01" "在这一天成立的成员关系；any 表示不限 / memberships that held on this day; any lifts it"
// returns: group_id string, name string, kind string, role string?, mode string?, since string?, until string?,
//   observed strings, undated_links integer, source_ids strings, locators strings, key string
// map: key school
MATCH (:School {id: $school})-[m:MEMBER_OF]->(g:EducationGroup)
WHERE @holds(m)
RETURN g.id AS group_id, g.name AS name, g.kind AS kind, m.role AS role, m.mode AS mode, m.since AS since,
       m.until AS until, coalesce(m.observed, []) AS observed,
       @undated_link(m), m.source_ids AS source_ids, m.locators AS locators,
       m.key AS key
ORDER BY group_id, m.key
