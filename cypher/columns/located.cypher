// What lies in some regions, by region and label, each with what sums and filters need of it; a label lacks what others have.
UNWIND $places AS place
MATCH (:Region {id: place})<-[:LOCATED_IN]-(n)
WITH place, CASE WHEN n:School THEN 'School' WHEN n:EducationGroup THEN 'EducationGroup' ELSE 'Organisation' END AS label, n
RETURN place, label, collect([n.id, n.name, n.since_day, n.until_day, n.stages, n.setting, n.students, n.teachers, n.kind,
                              n.datasets, n.source_ids]) AS rows
