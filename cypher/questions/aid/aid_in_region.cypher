// title: 一个地区里谁帮扶谁 / Who aids whom in a region
// description: 至少一端在该地区（含下辖）的帮扶，附形式、项目、人数和出处。 / Aid links with an end in the region or below
//   it, with form, programme, counts and evidence.
// params: region id{Region} "530100" "地区代码；下辖的都计入 / code of the region; all below it counts";
//   form string{trusteeship|group_aid|stationed|pairing|training|branch|joint|other}? "stationed" "帮扶形式 / form of the
//   aid";
//   as_of day=today "2025-09-01" "在这一天成立的联系；any 表示不限 / links that held on this day; any lifts it"
// returns: key string, helper_id string, helper string, helped_id string, helped string, form string,
//   programme string?, since string?, until string?, observed strings, teachers_sent integer?,
//   teachers_received integer?, students_exchanged integer?, entailed boolean, undated_links integer, source_ids strings, locators strings
// map: key
MATCH (:Region {id: $region})<-[:PART_OF*0..3]-(place:Region)
CALL (place) {
  MATCH (place)-[a:AIDS]-() RETURN a
  UNION
  MATCH (place)<-[:LOCATED_IN]-()-[a:AIDS]-() RETURN a
}
WITH DISTINCT a
WHERE ($form IS NULL OR a.form = $form)
  AND @holds(a)
WITH a, startNode(a) AS helper, endNode(a) AS helped
RETURN a.key AS key, helper.id AS helper_id, helper.name AS helper, helped.id AS helped_id, helped.name AS helped,
       a.form AS form, a.programme AS programme, a.since AS since, a.until AS until,
       coalesce(a.observed, []) AS observed, a.teachers_sent AS teachers_sent, a.teachers_received AS teachers_received, a.students_exchanged AS students_exchanged,
       coalesce(a.entailed, false) AS entailed,
       @undated_link(a),
       a.source_ids AS source_ids, a.locators AS locators
ORDER BY helper_id, helped_id, form, key
