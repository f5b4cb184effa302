// The load that holds the slot, if any.
MATCH (r:LoadRun)
WHERE r.slot = 'load'
RETURN r.id AS id, r.dataset AS dataset, r.started AS started, r.process AS process
