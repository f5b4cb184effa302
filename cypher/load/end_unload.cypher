// Drop the runs of a dataset that was unloaded, and say on the newest run of the others what the graph is now.
MATCH (r:LoadRun)
WHERE r.id STARTS WITH 'run-' AND r.dataset = $dataset
DELETE r
