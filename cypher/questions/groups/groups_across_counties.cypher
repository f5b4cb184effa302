// title: 跨县的集团 / Groups that cross county borders
// description: 成员学校位于两个以上县级地区的集团，附各县；不知在何县的成员另计。 / Groups whose members lie in two or more
//   counties, with the counties. Members whose county is not known are counted apart.
// params: as_of day=today "2025-09-01" "在这一天成立的成员关系；any 表示不限 / memberships that held on this day; any lifts it"
// returns: group_id string, name string, kind string, counties integer, county_ids strings, county_names strings,
//   members integer, members_without_county integer, undated_links integer
MATCH (g:EducationGroup)<-[m:MEMBER_OF]-(s:School)
WHERE @holds(m)
WITH g, s, collect(@undated(m)) AS undated
OPTIONAL MATCH (s)-[:LOCATED_IN]->(c:County)
WITH g, s, undated, min(c.id) AS county
OPTIONAL MATCH (c:Region {id: county})
WITH g, s, undated, c ORDER BY c.id
WITH g, collect(DISTINCT c.id) AS county_ids, collect(DISTINCT c.name) AS county_names, count(s) AS members,
     count(s) - count(c) AS members_without_county, reduce(all = [], of_school IN collect(undated) | all + of_school) AS undated
WHERE size(county_ids) > 1
RETURN g.id AS group_id, g.name AS name, g.kind AS kind, size(county_ids) AS counties, county_ids, county_names,
       members, members_without_county, @undated_links(undated)
ORDER BY counties DESC, members DESC, group_id
