// What lies in some regions, by region and label, each with what sums and filters need of it; a label lacks what others have.
// Last comes what says that it lies there: null where that is what says that it is there.
UNWIND $places AS place
MATCH (:Region {id: place})<-[r:LOCATED_IN]-(n)
WITH place, r, CASE WHEN n:School THEN 'School' WHEN n:EducationGroup THEN 'EducationGroup' ELSE 'Organisation' END AS label, n
RETURN place, label, collect([n.id, n.name, n.since_day, n.until_day, n.stages, n.setting, n.students, n.teachers, n.kind,
                              n.datasets, n.source_ids, r.key,
                              CASE WHEN r.source_ids = n.source_ids THEN null ELSE coalesce(r.source_ids, []) END]) AS rows
