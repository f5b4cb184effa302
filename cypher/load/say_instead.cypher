// Let what a backup holds be what the datasets say, in one step: from here on the graph is to follow from it.
MATCH (w:KeptDataset)
WHERE w.run STARTS WITH 'run-' AND NOT w.dataset IN $datasets
DELETE w
WITH count(*) AS gone
MATCH (old:LoadRun)
WHERE old.id STARTS WITH 'run-' AND old.work IS NULL AND NOT old.id IN $ids
DELETE old
WITH count(*) AS gone
UNWIND $runs AS run
MERGE (r:LoadRun {id: run.id})
SET r = run
WITH count(*) AS made
UNWIND $words AS said
MERGE (w:KeptDataset {dataset: said.dataset})
SET w.run = said.run, w.words = said.words
