// title: 一个机构 / One organisation
// description: 一个机构的全部属性、所在地区和出处。 / One organisation with all it is known by, its region and its sources.
// params: id id{Organisation} "organisation-530100-0123456789" "机构编号 / id of the organisation"
// returns: id string, name string, aliases strings, kind string, region string?, region_name string?, since string?,
//   until string?, source_ids strings, locators strings
// map: around id
MATCH (o:Organisation {id: $id})
OPTIONAL MATCH (o)-[:LOCATED_IN]->(place:Region)
WITH o, min(place.id) AS region, min(place.name) AS region_name
RETURN o.id AS id, o.name AS name, coalesce(o.aliases, []) AS aliases, o.kind AS kind, region, region_name,
       o.since AS since, o.until AS until, o.source_ids AS source_ids, o.locators AS locators
