// How many there are of each kind that has pages.
CALL () {
  MATCH (n:@searched) RETURN '@searched' AS label, count(n) AS count
}
RETURN label, count ORDER BY label
