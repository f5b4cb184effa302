// Say on all runs that count what the graph is now.
MATCH (r:LoadRun)
WHERE r.id STARTS WITH 'run-' AND r.current
SET r.graph_version = $graph_version
