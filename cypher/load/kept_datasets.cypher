// What is said of each dataset as a whole, and the run that brought what it says.
MATCH (w:KeptDataset)
WHERE w.run STARTS WITH 'run-'
RETURN w.dataset AS dataset, w.run AS run, w.words AS words
ORDER BY dataset
