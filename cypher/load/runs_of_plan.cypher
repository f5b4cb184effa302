// Load runs that wrote, or began to write, what the graph is to hold.
MATCH (r:LoadRun)
WHERE r.plan = $plan AND r.id STARTS WITH 'run-'
RETURN r.id AS id
ORDER BY r.id
