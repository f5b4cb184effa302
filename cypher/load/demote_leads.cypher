// Take LeadSchool off schools of our own that lead no group any more.
MATCH (s:LeadSchool:School)
WHERE s.run STARTS WITH 'run-' AND s.datasets IS NOT NULL AND NOT EXISTS { MATCH (s)-[l:LEADS]->(:EducationGroup) WHERE l.until_day IS NULL }
REMOVE s:LeadSchool
RETURN count(*) AS demoted
