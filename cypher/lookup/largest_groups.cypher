// The groups with the most members on a day, and how many they have.
MATCH (g:EducationGroup)
WHERE @holds(g)
WITH g, COUNT { MATCH (g)<-[m:MEMBER_OF]-(:School) WHERE @holds(m) } AS members
RETURN g.id AS id, members
ORDER BY members DESC, id
LIMIT $most
