// Give the slot back and say what the graph is now.
MATCH (r:LoadRun {id: $id})
SET r.status = 'finished', r.finished = $finished, r.graph_version = $graph_version
REMOVE r.slot
