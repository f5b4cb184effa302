// Drop pieces of a dataset that another run brought, or a run that did not come to its end.
MATCH (p:KeptPiece)
WHERE p.dataset = $dataset AND p.run <> $run
DELETE p
