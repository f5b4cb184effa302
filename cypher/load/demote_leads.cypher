// Take LeadSchool off schools that lead no group any more.
MATCH (s:LeadSchool)
WHERE NOT EXISTS { MATCH (s)-[l:LEADS]->(:EducationGroup) WHERE l.until IS NULL }
REMOVE s:LeadSchool
RETURN count(*) AS demoted
