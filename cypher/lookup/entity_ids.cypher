// Ids of one kind that has pages, so many past the first ones.
CALL () {
  MATCH (n:@label) WHERE $label = '@label' RETURN n.id AS id
  UNION ALL
  MATCH (n:Programme) WHERE $label = 'Programme' RETURN n.id AS id
  UNION ALL
  MATCH (n:Source) WHERE $label = 'Source' RETURN n.id AS id
}
RETURN id ORDER BY id SKIP $number LIMIT $most
