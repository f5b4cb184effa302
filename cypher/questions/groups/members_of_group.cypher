// title: 集团有哪些成员 / The members of a group
// description: 一个集团的成员学校，附角色、办学模式、起止时间和出处。 / Schools of a group, with role, mode, dates and
//   evidence; leads first.
// params: group id{EducationGroup} "group-500107-318309dff7" "集团编号 / id of the group";
//   as_of day=today "2025-09-01" "在这一天成立的成员关系；any 表示不限 / memberships that held on this day; any lifts it"
// returns: school_id string, name string, role string?, mode string?, students integer?, since string?, until string?,
//   observed strings, entailed boolean, undated_links integer, source_ids strings, locators strings, key string
// map: key group
MATCH (s:School)-[m:MEMBER_OF]->(:EducationGroup {id: $group})
WHERE @holds(m)
RETURN s.id AS school_id, s.name AS name, m.role AS role, m.mode AS mode, s.students AS students, m.since AS since,
       m.until AS until, coalesce(m.observed, []) AS observed, coalesce(m.entailed, false) AS entailed,
       @undated_link(m),
       m.source_ids AS source_ids, m.locators AS locators, m.key AS key
ORDER BY CASE WHEN m.role = 'lead' THEN 0 ELSE 1 END, school_id, m.key
