// title: 集团有哪些成员 / The members of a group
// description: 一个集团的成员学校，附角色、办学模式、起止时间和出处。 / Schools of a group, with role, mode, dates and
//   evidence; leads first.
// params: group string "group-500107-318309dff7" "集团编号 / id of the group";
//   as_of day=today "2025-09-01" "在这一天成立的成员关系；any 表示不限 / memberships that held on this day; any lifts it"
// returns: school_id string, name string, role string?, mode string?, students integer?, since string?, until string?,
//   observed strings, entailed boolean, undated_links integer, source_ids strings, locators strings
// map: group
MATCH (s:School)-[m:MEMBER_OF]->(:EducationGroup {id: $group})
WHERE $as_of IS NULL OR (coalesce(m.since_day, 0) <= $as_of AND coalesce(m.until_day, 99999999) >= $as_of)
RETURN s.id AS school_id, s.name AS name, m.role AS role, m.mode AS mode, s.students AS students, m.since AS since,
       m.until AS until, coalesce(m.observed, []) AS observed, coalesce(m.entailed, false) AS entailed,
       CASE WHEN m.since_day IS NULL AND m.until_day IS NULL THEN 1 ELSE 0 END AS undated_links,
       m.source_ids AS source_ids, m.locators AS locators
ORDER BY CASE WHEN m.role = 'lead' THEN 0 ELSE 1 END, school_id, m.key
