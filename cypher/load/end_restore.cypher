// Say on every run what it said when it was backed up: the graph is complete.
UNWIND $runs AS run
MATCH (r:LoadRun {id: run.id})
SET r = run
