// Keep nothing of a dataset any more.
MATCH (w:KeptDataset)
WHERE w.dataset = $dataset
DELETE w
