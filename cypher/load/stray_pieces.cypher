// How many pieces belong to nothing that a dataset says: a load or restore was killed, and no other came since.
MATCH (p:KeptPiece)
WHERE NOT p.run IN $runs
RETURN count(p) AS pieces
