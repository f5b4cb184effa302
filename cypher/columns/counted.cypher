// How many there are of each label that takes part. By itself, so that engines take it from what they keep count of.
MATCH (n:@label) RETURN '@label' AS label, count(n) AS things
