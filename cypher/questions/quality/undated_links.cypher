// title: 没有时间的联系 / Undated links by type
// description: 每类联系中没有起止时间的条数；它们在任何一天都算有效。 / How many ties of each type have no date at all; such
//   ties count as holding on every day.
// returns: type string, undated integer, total integer
// chart: bar type undated,total
MATCH ()-[r:@ties]->()
RETURN type(r) AS type, sum(CASE WHEN r.since IS NULL AND r.until IS NULL THEN 1 ELSE 0 END) AS undated,
       count(r) AS total
ORDER BY type
