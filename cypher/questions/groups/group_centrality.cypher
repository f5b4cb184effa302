// title: 集团在网络中的中心性 / Centrality of groups
// description: 每个集团的中介中心性（全网最短路径中经过该集团的比例，0 到 1）和 E-I 指数：（对外联系－内部联系）÷两者之和，1 表示
//   只有对外联系，-1 表示只有内部联系。内部指集团、成员及其校区；成员和牵头关系本身不算内部联系，同一对之间只算一次。 / For each group:
//   betweenness, the fraction of shortest ways between any two others in the network of all ties that pass through it;
//   and the E-I index, (external - internal) / (external + internal) ties: 1 is only outward, -1 only inward. Within are
//   the group, its members and their campuses; membership and lead themselves are no ties within, and a pair counts
//   once; an organisation that leads is outside. Ties join schools, groups, organisations and regions and are followed
//   both ways. Above 1,000 nodes betweenness is estimated from 200 of them (`exact` is false). The statement reads all ties.
// params: as_of day=today "2025-09-01" "在这一天成立的联系；any 表示不限 / links that held on this day; any lifts it"
// returns: group_id string, name string, kind string, members integer, betweenness float, exact boolean,
//   internal_ties integer, external_ties integer, ei_index float?
// computed: group_centrality
MATCH (a)-[r:@ties]->(b)
WHERE @holds(r)
RETURN r.key AS key, type(r) AS type, a.id AS start, b.id AS end,
       @undated(r) AS undated
