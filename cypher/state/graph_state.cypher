// The newest run of each dataset: what the graph holds, and whether all of it came in.
MATCH (r:LoadRun)
WHERE r.current AND r.id STARTS WITH 'run-'
RETURN r.dataset AS dataset, r.status AS status, r.started AS started, r.finished AS finished, r.settled AS settled,
       r.counts AS counts, r.input_digest AS input_digest, r.graph_version AS graph_version, r.process AS process, r.plan AS plan
ORDER BY r.dataset
