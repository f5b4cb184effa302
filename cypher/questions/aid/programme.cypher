// title: 一个帮扶项目 / One aid programme
// description: 一个有名称的帮扶项目：多少条帮扶和结对，最早起于何时。可用编号或完整名称。 / One named aid programme, by its id or its
//   whole name: its aid links and pairings, and when the first with a known start began.
// params: id id{Programme} "programme-000000-3f69242378" "项目编号或完整名称 / id or whole name of the programme"
// returns: id string, name string, aid_links integer, pairings integer, since string?
MATCH (p:Programme)
WHERE p.id = $id OR p.name = $id
WITH p ORDER BY CASE WHEN p.id = $id THEN 0 ELSE 1 END, p.id LIMIT 1
OPTIONAL MATCH ()-[a:AIDS|PAIRED_WITH]->()
WHERE a.programme = p.name
RETURN p.id AS id, p.name AS name, sum(CASE WHEN type(a) = 'AIDS' THEN 1 ELSE 0 END) AS aid_links,
       sum(CASE WHEN type(a) = 'PAIRED_WITH' THEN 1 ELSE 0 END) AS pairings, min(a.since) AS since
