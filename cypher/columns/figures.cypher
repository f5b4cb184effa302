// Reported figures with what they are about, a programme apart, by metric.
MATCH (i:Indicator)-[:ABOUT]->(x:@label) RETURN '@label' AS subject_label, i.metric AS metric, collect([x.id, i.id, i.value, i.unit, i.qualifier, i.as_of, i.as_of_day, i.source_ids, i.locators]) AS rows
