// title: 名称相近的学校 / Schools with names close to each other
// description: 一个地区里名称或别名相近、可能是同一所的学校，按相近程度排列，供核对。序号不同（第七、第八）的不算相近；同一所学校的校区
//   之间不比较。 / Pairs of schools of a region whose names or aliases are so close that they may be one school, closest
//   first, for checking. Names with different numbers in them (第七, 第八) are not close; a school and its campuses are
//   not held against each other. The statement reads the schools; a region may hold 2,000 of them.
// params: region string "530100" "地区代码；下辖的都计入 / code of the region; all below it counts";
//   similarity integer{50..100}=75 "70" "最低相似度，按字数的百分比 / least similarity, in percent of the letters"
// returns: school_id string, name string, other_id string, other_name string, similarity float, region string,
//   other_region string
// computed: near_names
MATCH (:Region {id: $region})<-[:PART_OF*0..3]-(place:Region)<-[:LOCATED_IN]-(s:School)
OPTIONAL MATCH (s)-[:CAMPUS_OF]->(parent:School)
WITH s, min(place.id) AS region, min(parent.id) AS parent
RETURN s.id AS id, s.name AS name, [s.name] + coalesce(s.aliases, []) AS names, region, coalesce(parent, s.id) AS whole
ORDER BY id
