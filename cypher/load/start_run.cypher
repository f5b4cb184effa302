// Take the one slot for loading. Its uniqueness refuses a second load.
CREATE (r:LoadRun {id: $id, dataset: $dataset, status: 'running', started: $started, process: $process, plan: $plan, slot: 'load', current: true})
WITH r
OPTIONAL MATCH (old:LoadRun)
WHERE old.dataset = $dataset AND old.current AND old.id <> r.id
SET old.current = false
