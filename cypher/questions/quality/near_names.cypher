// title: 名称相近的学校 / Schools with names close to each other
// description: 一个地区里可能是同一所的学校，把握大的在前，供核对：写法不同、用了通用简称、前面的地名不同，或只差无关紧要的一两个字。序号、方位、
//   校区、分校不同的不算；同一所学校的校区之间不比较。命令 huoshui matches 按同样的办法查找整个图谱。 / Pairs of schools of a region
//   that may be one, the surest first, for checking: names that differ in spelling, in usual short forms, in the places
//   before them, or in a letter that tells no schools apart. Those with other numbers, directions, campuses or branches
//   are left out; a school and its campuses are not held against each other. The command `huoshui matches` looks
//   through the whole graph in the same way.
// params: region id{Region} "530100" "地区代码；下辖的都计入 / code of the region; all below it counts";
//   similarity integer{50..100}=75 "70" "最低相近程度 / least similarity"
// returns: school_id string, name string, other_id string, other_name string, similarity float, rule string,
//   region string, other_region string
// none: 没有像是同一所学校的名称。 / No two names look like one school.
// computed: near_names
MATCH (:Region {id: $region})<-[:PART_OF*0..3]-(place:Region)<-[:LOCATED_IN]-(s:School)
WITH s, min(place.id) AS region
OPTIONAL MATCH (s)-[:CAMPUS_OF]->(parent:School)
WITH s, region, min(parent.id) AS parent
RETURN 'School' AS label, s.id AS id, s.name AS name, coalesce(s.aliases, []) AS aliases, region,
       coalesce(s.datasets, []) AS datasets, coalesce(parent, s.id) AS whole
ORDER BY id
