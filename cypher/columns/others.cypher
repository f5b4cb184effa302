// How many there are of what takes no part in ties.
MATCH (n:Programme) RETURN 'Programme' AS what, count(n) AS number
UNION ALL
MATCH (n:Source) RETURN 'Source' AS what, count(n) AS number
UNION ALL
MATCH (n:Indicator) RETURN 'Indicator' AS what, count(n) AS number
