// The tables of a dataset, in pieces.
MATCH (p:KeptPiece)
WHERE p.dataset = $dataset AND p.run = $run
RETURN p.table AS table, p.number AS number, p.text AS text
ORDER BY table, number
