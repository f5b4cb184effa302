// title: 来源及其用处 / Sources and what rests on them
// description: 每个来源，以及引用它的联系和数字的条数；一条联系在同一来源里有几处出处只算一次。 / Every source with the number of
//   links and figures that cite it. A link counts once, however many places of the source it cites.
// params: after string? "" "从这个编号之后接着列 / id after which to go on"
// returns: id string, title string?, publisher string?, published string?, url string?, licence string?, links integer,
//   figures integer
// computed: page
CALL () {
  MATCH (s:Source)
  WHERE s.id > coalesce($after, '')
  RETURN s.id AS id, 0 AS links, 0 AS figures
  UNION ALL
  UNWIND $page AS one
  RETURN one.id AS id, one.links AS links, one.figures AS figures
  UNION ALL
  WITH 1 AS one WHERE $page IS NULL
  MATCH ()-[r:PART_OF|LOCATED_IN|@ties]->()
  // Links that cite the same are counted together first: there are few such lists, and many links.
  WITH coalesce(r.source_ids, []) AS cited, count(*) AS citing
  UNWIND cited AS id
  WITH DISTINCT cited, id, citing
  RETURN id, sum(citing) AS links, 0 AS figures
  UNION ALL
  WITH 1 AS one WHERE $page IS NULL
  MATCH (i:Indicator)
  UNWIND coalesce(i.source_ids, []) AS id
  RETURN id, 0 AS links, count(DISTINCT i) AS figures
}
WITH id, sum(links) AS links, sum(figures) AS figures
MATCH (s:Source {id: id})
WHERE s.id > coalesce($after, '')
WITH s, links, figures ORDER BY s.id LIMIT $most
RETURN s.id AS id, s.title AS title, s.publisher AS publisher, s.published AS published, s.url AS url,
       s.licence AS licence, links, figures
ORDER BY id
