// The days on which ties of some types begin, and the last days on which they hold.
MATCH ()-[t:@ties]->()
WHERE type(t) IN $ties AND (t.since_day IS NOT NULL OR t.until_day IS NOT NULL)
RETURN DISTINCT t.since_day AS first, t.until_day AS last
ORDER BY first, last
