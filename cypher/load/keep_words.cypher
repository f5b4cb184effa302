// Let what a run brought be what the dataset says.
MERGE (w:KeptDataset {dataset: $dataset})
SET w.run = $run, w.words = $words
