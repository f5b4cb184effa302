// title: 各类集团的数量和规模 / Groups by kind
// description: 教育集团、联盟、共同体、学区各有多少个，有多少成员关系和成员学校，其中多少个有牵头校。 / How many groups, alliances,
//   communities and districts there are, how many memberships and schools they hold, and how many have a lead school.
// params: as_of day=today "2025-09-01" "在这一天成立的成员关系；any 表示不限 / memberships that held on this day; any lifts it"
// returns: kind string, groups integer, memberships integer, schools integer schools, led integer,
//   undated_links integer
// chart: bar kind groups,schools
MATCH (g:EducationGroup)
OPTIONAL MATCH (g)<-[m:MEMBER_OF]-(s:School)
WHERE $as_of IS NULL OR (coalesce(m.since_day, 0) <= $as_of AND coalesce(m.until_day, 99999999) >= $as_of)
RETURN g.kind AS kind, count(DISTINCT g) AS groups, count(m) AS memberships, count(DISTINCT s) AS schools,
       count(DISTINCT CASE WHEN m.role = 'lead' THEN g.id END) AS led,
       sum(CASE WHEN m IS NOT NULL AND m.since_day IS NULL AND m.until_day IS NULL THEN 1 ELSE 0 END) AS undated_links
ORDER BY kind
