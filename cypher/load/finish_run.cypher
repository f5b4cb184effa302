// Give the slot back and say what the graph is now.
MATCH (r:LoadRun {id: $id})
SET r.status = 'finished', r.finished = $finished, r.counts = $counts, r.input_digest = $input_digest,
    r.graph_version = $graph_version
REMOVE r.slot
