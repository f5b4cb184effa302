// All load runs, older ones of a dataset too, but not what holds the slot.
MATCH (r:LoadRun)
WHERE r.id STARTS WITH 'run-' AND r.work IS NULL AND r.slot IS NULL
RETURN properties(r) AS run
ORDER BY r.id
