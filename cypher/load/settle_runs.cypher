// Say of every dataset what the graph holds of it now; a run that was interrupted is finished by another's load.
UNWIND $rows AS row
MATCH (r:LoadRun)
WHERE r.dataset = row.dataset AND r.current AND r.id STARTS WITH 'run-'
SET r.counts = row.counts, r.input_digest = row.digest, r.plan = $plan, r.settled = $finished,
    r.finished = coalesce(r.finished, $finished),
    r.status = CASE WHEN r.slot IS NULL THEN 'finished' ELSE r.status END
