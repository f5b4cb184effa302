// title: 逐年增长 / Growth by year
// description: 每年年末有效的成员关系和帮扶，以及属于集团的学校数（含校区）；没有开始日期的联系不计入任何一年，其总数另列。 /
//   Memberships and aid links that held at the end of each year, and schools in a group, campuses included. Links whose
//   start is not known are in no year; their number stands beside.
// params: first integer{1950..2100}=2015 "2015" "起始年份 / first year";
//   last integer{1950..2100}=2026 "2025" "结束年份 / last year"
// returns: year integer, memberships integer, schools_in_groups integer, aid_links integer,
//   memberships_without_start integer, aid_links_without_start integer
// chart: line year memberships,schools_in_groups,aid_links
// ordered: first last
UNWIND range($first, $last) AS year
WITH year, year * 10000 + 1231 AS day
RETURN year,
       COUNT { MATCH (:School)-[m:MEMBER_OF]->(:EducationGroup)
               WHERE m.since IS NOT NULL AND m.since_day <= day AND coalesce(m.until_day, 99999999) >= day } AS memberships,
       COUNT { MATCH (s:School) WHERE EXISTS { MATCH (s)-[m:MEMBER_OF]->(:EducationGroup)
               WHERE m.since IS NOT NULL AND m.since_day <= day AND coalesce(m.until_day, 99999999) >= day } } AS schools_in_groups,
       COUNT { MATCH ()-[a:AIDS]->() WHERE a.since IS NOT NULL AND a.since_day <= day AND coalesce(a.until_day, 99999999) >= day } AS aid_links,
       COUNT { MATCH (:School)-[m:MEMBER_OF]->(:EducationGroup) WHERE m.since IS NULL } AS memberships_without_start,
       COUNT { MATCH ()-[a:AIDS]->() WHERE a.since IS NULL } AS aid_links_without_start
ORDER BY year
