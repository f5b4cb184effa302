// What lies in no region, of some labels, as `located` tells what lies in one.
UNWIND [label IN $nowhere WHERE label = '@label'] AS label MATCH (n:@label) WHERE NOT EXISTS { MATCH (n)-[:LOCATED_IN]->(:Region) } RETURN null AS place, label, collect([n.id, n.name, n.since_day, n.until_day, n.stages, n.setting, n.students, n.teachers, n.kind, n.datasets, n.source_ids, null, null]) AS rows
