// Ids of one kind that has pages, so many past the first ones.
CALL () {
  MATCH (n:@searched) WHERE $label = '@searched' RETURN n.id AS id
}
RETURN id ORDER BY id SKIP $number LIMIT $most
