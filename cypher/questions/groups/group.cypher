// title: 一个集团 / One education group
// description: 一个集团的属性、所在地区、牵头的学校和机构及出处。 / One group with all it is known by, its region, leads and sources.
// params: id id{EducationGroup} "group-500107-318309dff7" "集团编号 / id of the group"
// returns: id string, name string, aliases strings, kind string, region string?, region_name string?, since string?,
//   until string?, leads strings, lead_names strings, lead_labels strings, source_ids strings, locators strings
// map: around id
MATCH (g:EducationGroup {id: $id})
OPTIONAL MATCH (g)-[:LOCATED_IN]->(place:Region)
WITH g, min(place.id) AS region, min(place.name) AS region_name
OPTIONAL MATCH (g)<-[:LEADS]-(l)
WITH DISTINCT g, region, region_name, l ORDER BY l.id
WITH g, region, region_name, collect(l.id) AS leads, collect(l.name) AS lead_names,
     collect(@own_label(l)) AS lead_labels
RETURN g.id AS id, g.name AS name, coalesce(g.aliases, []) AS aliases, g.kind AS kind, region, region_name,
       g.since AS since, g.until AS until, leads, lead_names, lead_labels, g.source_ids AS source_ids,
       g.locators AS locators
