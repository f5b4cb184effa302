// How many there are of each kind that has pages.
CALL () {
  MATCH (n:@label) RETURN '@label' AS label, count(n) AS count
  UNION ALL
  MATCH (n:Programme) RETURN 'Programme' AS label, count(n) AS count
  UNION ALL
  MATCH (n:Source) RETURN 'Source' AS label, count(n) AS count
}
RETURN label, count ORDER BY label
