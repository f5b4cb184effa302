// title: 各种帮扶形式 / Aid by form
// description: 每种帮扶形式有多少条联系、多少帮扶方和受援方（学校、集团、机构或地区），派出和受训多少教师，以及写明人数的联系条数。 / For
//   each form of aid: links, helpers and helped (schools, groups, organisations or regions), teachers sent and teachers
//   trained, each with the number of links that state it.
// params: as_of day=today "2025-09-01" "在这一天成立的联系；any 表示不限 / links that held on this day; any lifts it"
// returns: form string, links integer, helpers integer, helped integer, teachers_sent integer,
//   links_with_teachers_sent integer, teachers_received integer, links_with_teachers_received integer,
//   undated_links integer
// chart: bar form links
MATCH (h)-[a:AIDS]->(t)
WHERE @holds(a)
WITH a.form AS form, count(a) AS links, count(DISTINCT h) AS helpers, count(DISTINCT t) AS helped,
     sum(coalesce(a.teachers_sent, 0)) AS teachers_sent, count(a.teachers_sent) AS links_with_teachers_sent,
     sum(coalesce(a.teachers_received, 0)) AS teachers_received,
     count(a.teachers_received) AS links_with_teachers_received, collect(@undated(a)) AS undated
RETURN form, links, helpers, helped, teachers_sent, links_with_teachers_sent, teachers_received,
       links_with_teachers_received, @undated_links(undated)
ORDER BY links DESC, form
