// Drop pieces that belong to nothing that a dataset says.
MATCH (p:KeptPiece)
WHERE NOT p.run IN $runs
DELETE p
