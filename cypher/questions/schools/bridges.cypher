// title: 一断开就使一部分脱离网络的联系 / Ties that alone hold a part of the network
// description: 两个对象之间的联系（桥）：一断开，网络就分成两块；列出较小一块的学校数和它那一端。两者之间有几条联系的算作一处。 / Pairs of
//   schools, groups, organisations or regions between which the only way runs (bridges): without the ties between the
//   two, the network falls into two parts. Each with the schools of the smaller part, the end on its side (`held`) and the end that holds
//   it (`holder`); most schools first. Several ties between the same two count as one place, and all their keys are told.
//   The statement reads all ties.
// params: least integer{1..10000}=2 "2" "较小的一边至少有多少所学校 / least number of schools in the smaller part";
//   as_of day=today "2025-09-01" "在这一天成立的联系；any 表示不限 / ties that held on this day; any lifts it"
// returns: held_id string, held string, holder_id string, holder string, schools_held integer, types strings,
//   keys strings, undated_links integer
// computed: bridges
MATCH (a)-[r:@ties]->(b)
WHERE @holds(r)
RETURN r.key AS key, type(r) AS type, a.id AS start, a.name AS start_name, a:School AS start_is_school,
       b.id AS end, b.name AS end_name, b:School AS end_is_school,
       @undated(r) AS undated
