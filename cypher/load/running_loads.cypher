// What holds the slot, if anything: a load, or work that none may come in between of.
MATCH (r:LoadRun)
WHERE r.slot = 'load'
RETURN r.id AS id, coalesce(r.work, 'load') AS work, r.dataset AS dataset, r.started AS started, r.process AS process
