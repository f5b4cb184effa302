// How many there are of each kind that has pages. By itself, so that engines take it from what they keep count of.
MATCH (n:@searched) RETURN '@searched' AS label, count(n) AS count
