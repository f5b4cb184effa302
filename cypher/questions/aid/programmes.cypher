// title: 帮扶项目 / Aid programmes
// description: 每个有名称的帮扶项目：多少条帮扶和结对、最早起于何时、谁帮扶谁、谁与谁结对，按编号排列。 / Each named aid programme: its aid
//   links and pairings, when the first with a known start began, who helps whom, and who is paired, in order of
//   their ids.
// params: as_of day=any "2025-09-01" "在这一天成立的联系；any 表示全部 / links that held on this day; any takes all";
//   after string? "" "从这个编号之后接着列 / id after which to go on"
// returns: id string, name string, aid_links integer, pairings integer, since string?, helpers strings, helped strings,
//   paired strings, undated_links integer
CALL () {
  MATCH (p:Programme)
  RETURN p.name AS name, null AS a, null AS h, null AS t
  UNION ALL
  MATCH (h)-[a:AIDS|PAIRED_WITH]->(t)
  WHERE a.programme IS NOT NULL
    AND @holds(a)
  RETURN a.programme AS name, a, h, t
}
WITH name, a, h, t ORDER BY h.id, t.id, a.key
WITH name, a, CASE WHEN type(a) = 'AIDS' THEN h.name END AS helper, CASE WHEN type(a) = 'AIDS' THEN t.name END AS helped,
     CASE WHEN type(a) = 'PAIRED_WITH' THEN h.name + '—' + t.name END AS pair
WITH name, count(helper) AS aid_links, count(a) - count(helper) AS pairings, min(a.since) AS since,
     collect(DISTINCT helper) AS helpers, collect(DISTINCT helped) AS helped, collect(DISTINCT pair) AS paired,
     collect(@undated(a)) AS undated
MATCH (p:Programme)
WHERE p.name = name AND ($after IS NULL OR p.id > $after)
RETURN p.id AS id, p.name AS name, aid_links, pairings, since, helpers, helped, paired,
       @undated_links(undated)
ORDER BY id
