// title: 谁从谁衍生出来 / Who spun off from whom
// description: 由原集团或学校衍生出的新集团和学校，附时间和出处。 / Groups and schools that came out of others, with dates
//   and evidence.
// params: as_of day=any "2025-09-01" "到这一天为止衍生出来的；any 表示全部 / spin-offs that had happened by this day; any takes all"
// returns: new_id string, new_name string, old_id string, old_name string, since string?, observed strings, entailed boolean,
//   undated_links integer, source_ids strings, locators strings
MATCH (n)-[r:SPUN_OFF_FROM]->(o)
WHERE $as_of IS NULL OR coalesce(r.since_day, 0) <= $as_of
RETURN n.id AS new_id, n.name AS new_name, o.id AS old_id, o.name AS old_name, r.since AS since,
       coalesce(r.observed, []) AS observed, coalesce(r.entailed, false) AS entailed, 
       CASE WHEN r.since IS NULL THEN 1 ELSE 0 END AS undated_links, @undated(r) AS undated_seen,
       r.source_ids AS source_ids, r.locators AS locators
ORDER BY old_id, new_id, r.key
