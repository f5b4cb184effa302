// Drop the runs of datasets of which nothing is kept: they were unloaded, or their first load did not come far.
MATCH (r:LoadRun)
WHERE r.id STARTS WITH 'run-' AND r.slot IS NULL AND NOT r.dataset IN $kept
DELETE r
