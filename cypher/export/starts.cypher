// The ids of all that links of one type start at, by their labels.
UNWIND [type IN [$type] WHERE type = '@linked'] AS type MATCH (a)-[r:@linked]->() WHERE r.run STARTS WITH 'run-' AND r.key IS NOT NULL RETURN labels(a) AS labels, collect(DISTINCT a.id) AS ids
