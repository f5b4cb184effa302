// title: 说不通的联系 / Ties that don't go together
// description: 同一时期内互相矛盾的联系，供核对：同一集团牵头两次，既牵头又另任成员，互为校区，校区的校区，一个校区属于几所学校，学校与其
//   所在集团同名（可能是把集团当成了自己的成员）。 / Ties that say two things of one time, for checking against their
//   sources: who leads a group twice, or leads it and is another kind of member too; schools that are campuses of each
//   other, campuses of a campus, campuses of several schools; and schools with the name of a group that they are in,
//   which may be the group as its own member. Ties of different times don't contradict each other, and a tie without a date
//   holds at all times.
// params: problem
//   string{leads_twice|leads_and_is_member|campuses_of_each_other|campus_of_campus|campus_of_several|named_as_its_group}?
//   "leads_twice" "只看一种问题 / one problem only"
// returns: problem string, id string, name string, label string, other_id string, other_name string, keys strings,
//   source_ids strings, locators strings
// none: 没有反常的联系。 / No tie is odd.
CALL () {
  MATCH (a)-[r:LEADS]->(b:EducationGroup)<-[t:LEADS]-(a)
  WHERE r.key < t.key
  RETURN 'leads_twice' AS problem, a, r, t, b
  UNION ALL
  MATCH (a:School)-[r:LEADS]->(b:EducationGroup)<-[t:MEMBER_OF]-(a)
  WHERE coalesce(t.role, 'member') <> 'lead'
  RETURN 'leads_and_is_member' AS problem, a, r, t, b
  UNION ALL
  MATCH (a:School)-[r:CAMPUS_OF]->(b:School)-[t:CAMPUS_OF]->(c:School)
  WHERE a.id <> c.id OR a.id < b.id
  RETURN CASE WHEN a.id = c.id THEN 'campuses_of_each_other' ELSE 'campus_of_campus' END AS problem, a, r, t, b
  UNION ALL
  MATCH (b:School)<-[r:CAMPUS_OF]-(a:School)-[t:CAMPUS_OF]->(c:School)
  WHERE b.id < c.id
  RETURN 'campus_of_several' AS problem, a, r, t, b
  UNION ALL
  MATCH (a:School)-[r:MEMBER_OF]->(b:EducationGroup)
  WHERE a.name_key = b.name_key OR a.name_key IN coalesce(b.aliases_key, []) OR b.name_key IN coalesce(a.aliases_key, [])
  RETURN 'named_as_its_group' AS problem, a, r, r AS t, b
}
WITH problem, a, r, t, b
WHERE ($problem IS NULL OR problem = $problem)
  AND coalesce(r.since_day, 0) <= coalesce(t.until_day, 99999999) AND coalesce(t.since_day, 0) <= coalesce(r.until_day, 99999999)
WITH problem, a, b, CASE WHEN r.key = t.key THEN [r] ELSE [r, t] END AS ties
RETURN problem, a.id AS id, a.name AS name, @own_label(a) AS label, b.id AS other_id, b.name AS other_name,
       [tie IN ties | tie.key] AS keys, reduce(all = [], tie IN ties | all + tie.source_ids) AS source_ids,
       reduce(all = [], tie IN ties | all + tie.locators) AS locators
ORDER BY problem, id, other_id, keys
