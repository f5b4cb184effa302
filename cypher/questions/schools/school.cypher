// title: 一所学校 / One school
// description: 一所学校的全部属性、所在地区和出处。 / One school with all it is known by, its region and its sources.
// params: id id{School} "school-500107-6e4ea7a187" "学校编号 / id of the school"
// returns: id string, name string, aliases strings, stages strings, setting string?, students integer?,
//   teachers integer?, status string?, since string?, until string?, region string?, region_name string?, lead boolean,
//   campus_of string?, source_ids strings, locators strings
// map: around id
MATCH (s:School {id: $id})
OPTIONAL MATCH (s)-[:LOCATED_IN]->(place:Region)
WITH s, min(place.id) AS region, min(place.name) AS region_name
OPTIONAL MATCH (s)-[:CAMPUS_OF]->(parent:School)
WITH s, region, region_name, min(parent.id) AS campus_of
RETURN s.id AS id, s.name AS name, coalesce(s.aliases, []) AS aliases, coalesce(s.stages, []) AS stages,
       s.setting AS setting, s.students AS students, s.teachers AS teachers, s.status AS status, s.since AS since,
       s.until AS until, region, region_name, s:LeadSchool AS lead, campus_of, s.source_ids AS source_ids,
       s.locators AS locators
