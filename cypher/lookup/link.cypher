// The tie with a key. A branch each type and nothing around them, so that both engines take the key's index.
MATCH (a)-[r:CAMPUS_OF]->(b) WHERE r.key = $key
RETURN type(r) AS type, a.id AS start, a.name AS start_name, labels(a) AS start_labels,
       b.id AS end, b.name AS end_name, labels(b) AS end_labels
UNION ALL
MATCH (a)-[r:LEADS]->(b) WHERE r.key = $key
RETURN type(r) AS type, a.id AS start, a.name AS start_name, labels(a) AS start_labels,
       b.id AS end, b.name AS end_name, labels(b) AS end_labels
UNION ALL
MATCH (a)-[r:MEMBER_OF]->(b) WHERE r.key = $key
RETURN type(r) AS type, a.id AS start, a.name AS start_name, labels(a) AS start_labels,
       b.id AS end, b.name AS end_name, labels(b) AS end_labels
UNION ALL
MATCH (a)-[r:AIDS]->(b) WHERE r.key = $key
RETURN type(r) AS type, a.id AS start, a.name AS start_name, labels(a) AS start_labels,
       b.id AS end, b.name AS end_name, labels(b) AS end_labels
UNION ALL
MATCH (a)-[r:PAIRED_WITH]->(b) WHERE r.key = $key
RETURN type(r) AS type, a.id AS start, a.name AS start_name, labels(a) AS start_labels,
       b.id AS end, b.name AS end_name, labels(b) AS end_labels
UNION ALL
MATCH (a)-[r:SPUN_OFF_FROM]->(b) WHERE r.key = $key
RETURN type(r) AS type, a.id AS start, a.name AS start_name, labels(a) AS start_labels,
       b.id AS end, b.name AS end_name, labels(b) AS end_labels
UNION ALL
MATCH (a)-[r:MANAGES]->(b) WHERE r.key = $key
RETURN type(r) AS type, a.id AS start, a.name AS start_name, labels(a) AS start_labels,
       b.id AS end, b.name AS end_name, labels(b) AS end_labels
