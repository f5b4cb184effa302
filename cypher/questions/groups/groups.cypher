// title: 集团名单 / Education groups
// description: 图谱中的集团、联盟、共同体和学区，附牵头的学校和机构、成员数。 / Groups, alliances, communities and districts, with
//   the schools and organisations that lead them and the number of members.
// params: region id{Region}? "530100" "地区代码；下辖的都计入 / code of a region; all below it counts";
//   kind string{group|alliance|community|district}? "group" "集团形式 / form of the group";
//   q name? "附小" "名称或别名的一部分 / part of the name or an alias";
//   after string? "" "从这个编号之后接着列 / id after which to go on";
//   as_of day=today "2025-09-01" "在这一天存在的集团和成立的成员关系；any 表示不限 / groups and
//   memberships of this day; any lifts it"
// returns: id string, name string, aliases strings, kind string, region string?, region_name string?, since string?,
//   until string?, leads strings, lead_names strings, lead_labels strings, members integer, undated_links integer
// computed: page
CALL () {
  UNWIND $page AS id
  MATCH (g:EducationGroup {id: id})
  RETURN g
  UNION ALL
  WITH 1 AS one WHERE $page IS NULL
  MATCH (g:EducationGroup)
  RETURN g
}
WITH g
WHERE g.id > coalesce($after, '') AND @holds(g)
  AND ($kind IS NULL OR g.kind = $kind)
  AND ($q IS NULL OR any(key IN $q WHERE coalesce(g.name_key, g.name) CONTAINS key
       OR any(a IN coalesce(g.aliases_key, g.aliases) WHERE a CONTAINS key)))
  AND ($region IS NULL OR EXISTS { MATCH (g)-[:LOCATED_IN]->(:Region)-[:PART_OF*0..3]->(:Region {id: $region}) })
WITH g ORDER BY g.id LIMIT $most
OPTIONAL MATCH (g)-[:LOCATED_IN]->(place:Region)
WITH g, min(place.id) AS region
OPTIONAL MATCH (g)<-[m:MEMBER_OF]-(s:School)
WHERE @holds(m)
WITH g, region, count(DISTINCT s) AS members, collect(DISTINCT CASE WHEN m.role = 'lead' THEN s END) AS leading,
     collect(@undated(m)) AS undated
OPTIONAL MATCH (g)<-[l:LEADS]-(o:Organisation)
WHERE @holds(l)
WITH g, region, members, leading, undated, collect(DISTINCT o) AS organisations,
     collect(@undated(l)) AS undated_leads
WITH g, region, members, undated + undated_leads AS undated, leading + organisations AS leading
UNWIND CASE WHEN size(leading) = 0 THEN [null] ELSE leading END AS lead
WITH g, region, members, undated, lead ORDER BY lead.id
WITH g, region, members, undated, collect(lead.id) AS leads, collect(lead.name) AS lead_names,
     collect(@own_label(lead)) AS lead_labels
RETURN g.id AS id, g.name AS name, coalesce(g.aliases, []) AS aliases, g.kind AS kind, region,
       head(COLLECT { MATCH (named:Region {id: region}) RETURN named.name }) AS region_name,
       g.since AS since, g.until AS until, leads, lead_names, lead_labels, members, @undated_links(undated)
ORDER BY id
