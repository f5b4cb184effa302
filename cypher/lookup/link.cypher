// The tie with a key: a branch each type of tie and nothing around them, so that both engines take the key's index.
MATCH (a)-[r:@tie]->(b) WHERE r.key = $key
RETURN type(r) AS type, a.id AS start, a.name AS start_name, labels(a) AS start_labels,
       b.id AS end, b.name AS end_name, labels(b) AS end_labels
