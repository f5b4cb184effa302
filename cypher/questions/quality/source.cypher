// title: 一个来源 / One source
// description: 一个来源的标题、发布者、日期、网址和许可。 / One source with its title, publisher, date, address and licence.
// params: id id{Source} "seed-001" "来源编号 / id of the source"
// returns: id string, title string?, publisher string?, published string?, url string?, licence string?
MATCH (s:Source {id: $id})
RETURN s.id AS id, s.title AS title, s.publisher AS publisher, s.published AS published, s.url AS url,
       s.licence AS licence
