// Pairs of things that somebody says are two.
MATCH (d:Decision {decision: 'different'})
RETURN d.written AS id, d.meant AS other_id
