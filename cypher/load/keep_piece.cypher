// Keep a piece of a table of a dataset; it counts once the dataset's words are of the same run.
MERGE (p:KeptPiece {dataset: $dataset, run: $run, table: $table, number: $number})
SET p.text = $text
