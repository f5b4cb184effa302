// title: 帮扶名单 / Aid links
// description: 图谱中的帮扶，可按地区（任一端在该地区或其下辖）、帮扶方、受援方、形式和项目筛选，附人数等数字、起止时间和出处，按键排列。 /
//   Aid links of the graph, by region (either end in it or below), helper, helped, form and programme, with the counts
//   that are known, dates and evidence, in order of their keys.
// params: region id{Region}? "530124" "地区代码；下辖的都计入 / code of a region; all below it counts";
//   helper id{any}? "530102" "提供帮扶的学校、集团、机构或地区的编号 / id of the school, group, organisation or region that helps";
//   helped id{any}? "530124" "接受帮扶的学校、集团、机构或地区的编号 / id of the school, group, organisation or region that is helped";
//   form string{trusteeship|group_aid|stationed|pairing|training|branch|joint|other}? "pairing" "帮扶形式 / form of the
//   aid";
//   programme string? "县际结对帮扶" "项目名称，须完整 / name of the programme, whole";
//   as_of day=today "2025-09-01" "在这一天成立的联系；any 表示不限 / links that held on this day; any lifts it";
//   after string? "" "从这个键之后接着列 / key after which to go on"
// returns: key string, helper_id string, helper string, helper_label string, helped_id string, helped string,
//   helped_label string, form string, programme string?, since string?, until string?, observed strings,
//   teachers_sent integer?, teachers_received integer?, students_exchanged integer?, schools_helping integer?,
//   schools_helped integer?, activities integer?, entailed boolean, undated_links integer, source_ids strings,
//   locators strings
// computed: page
CALL () {
  CALL () {
    WITH coalesce($helper, $helped) AS id WHERE id IS NOT NULL MATCH (x:@label {id: id}) RETURN x
  }
  MATCH (x)-[a:AIDS]-()
  RETURN a
  UNION
  MATCH (:Region {id: CASE WHEN coalesce($helper, $helped) IS NULL THEN $region END})<-[:PART_OF*0..3]-(place:Region)
  CALL (place) {
    MATCH (place)-[a:AIDS]-() RETURN a
    UNION
    MATCH (place)<-[:LOCATED_IN]-()-[a:AIDS]-() RETURN a
  }
  RETURN a
  UNION
  CALL () {
    UNWIND $page AS one MATCH (x:@label {id: one.start}) RETURN x, one.key AS key
  }
  MATCH (x)-[a:AIDS]->()
  WHERE a.key = key
  RETURN a
  UNION
  WITH 1 AS one WHERE $page IS NULL AND coalesce($region, $helper, $helped) IS NULL
  MATCH ()-[a:AIDS]->()
  WHERE a.key > coalesce($after, '') AND ($form IS NULL OR a.form = $form)
    AND ($programme IS NULL OR a.programme = $programme)
    AND @holds(a)
  WITH a ORDER BY a.key LIMIT $most
  RETURN a
}
WITH a, startNode(a) AS helper, endNode(a) AS helped
WHERE a.key > coalesce($after, '') AND ($form IS NULL OR a.form = $form)
  AND ($programme IS NULL OR a.programme = $programme)
  AND @holds(a)
  AND ($helper IS NULL OR helper.id = $helper) AND ($helped IS NULL OR helped.id = $helped)
  AND ($region IS NULL OR coalesce($helper, $helped) IS NULL
       OR EXISTS { MATCH (helper)-[:LOCATED_IN|PART_OF*0..4]->(:Region {id: $region}) }
       OR EXISTS { MATCH (helped)-[:LOCATED_IN|PART_OF*0..4]->(:Region {id: $region}) })
WITH a, helper, helped ORDER BY a.key LIMIT $most
RETURN a.key AS key, helper.id AS helper_id, helper.name AS helper,
       @own_label(helper) AS helper_label, helped.id AS helped_id, helped.name AS helped,
       @own_label(helped) AS helped_label,
       a.form AS form, a.programme AS programme, a.since AS since, a.until AS until, coalesce(a.observed, []) AS observed,
       a.teachers_sent AS teachers_sent, a.teachers_received AS teachers_received,
       a.students_exchanged AS students_exchanged, a.schools_helping AS schools_helping, a.schools_helped AS schools_helped, a.activities AS activities,
       coalesce(a.entailed, false) AS entailed,
       @undated_link(a),
       a.source_ids AS source_ids, a.locators AS locators
ORDER BY key
