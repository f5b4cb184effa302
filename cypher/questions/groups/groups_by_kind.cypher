// title: 各类集团的数量和规模 / Groups by kind
// description: 教育集团、联盟、共同体、学区各有多少个，有多少成员关系和成员学校，其中多少个有牵头校。 / How many groups, alliances,
//   communities and districts there are, how many memberships and schools they hold, and how many have a lead school.
// params: as_of day=today "2025-09-01" "在这一天存在的集团和成立的成员关系；any 表示不限 / groups and
//   memberships of this day; any lifts it"
// returns: kind string, groups integer, memberships integer, schools integer schools, led integer,
//   undated_links integer
// chart: bar kind groups,schools
MATCH (g:EducationGroup)
WHERE @holds(g)
OPTIONAL MATCH (g)<-[m:MEMBER_OF]-(s:School)
WHERE @holds(m)
WITH g.kind AS kind, count(DISTINCT g) AS groups, count(m) AS memberships, count(DISTINCT s) AS schools,
     count(DISTINCT CASE WHEN m.role = 'lead' THEN g.id END) AS led, collect(@undated(m)) AS undated
RETURN kind, groups, memberships, schools, led, @undated_links(undated)
ORDER BY kind
