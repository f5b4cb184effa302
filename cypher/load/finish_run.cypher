// Give the slot back and say what the graph is now, at every dataset's run: clocks are set, so the newest may not look it.
MATCH (r:LoadRun)
WHERE r.id = $id OR (r.current AND r.id STARTS WITH 'run-')
SET r.graph_version = $graph_version
WITH r WHERE r.id = $id
SET r.status = 'finished', r.finished = $finished
REMOVE r.slot
