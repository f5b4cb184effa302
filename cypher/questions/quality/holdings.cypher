// title: 图谱里有什么 / What the graph holds
// description: 每一类对象、联系和报道的数字各有多少，任何时间的都在内。 / How many schools, groups, organisations, regions,
//   programmes, sources and reported figures there are, and how many ties of each type, of any day.
// returns: what string, number integer
CALL () {
  MATCH (n:@label) RETURN '@label' AS what, count(n) AS number
  UNION ALL
  MATCH (n:Programme) RETURN 'Programme' AS what, count(n) AS number
  UNION ALL
  MATCH (n:Source) RETURN 'Source' AS what, count(n) AS number
  UNION ALL
  MATCH (n:Indicator) RETURN 'Indicator' AS what, count(n) AS number
  UNION ALL
  MATCH ()-[r:@ties]->() RETURN type(r) AS what, count(r) AS number
}
RETURN what, number
ORDER BY what
