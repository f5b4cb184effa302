// Drop the runs of datasets of which nothing is kept: an unload of them, or their first load, was broken off.
// What an earlier release loaded to its end isn't kept either, and stays until it is unloaded.
MATCH (newest:LoadRun)
WHERE newest.id STARTS WITH 'run-' AND newest.current AND newest.slot IS NULL AND newest.status <> 'finished'
  AND NOT newest.dataset IN $kept
MATCH (r:LoadRun)
WHERE r.id STARTS WITH 'run-' AND r.dataset = newest.dataset
DELETE r
