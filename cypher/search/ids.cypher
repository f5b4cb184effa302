// The ids of all that the search finds, by label.
MATCH (n:@searched) RETURN '@searched' AS label, collect(n.id) AS ids
