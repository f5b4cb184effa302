// title: 没有出处的联系 / Links without evidence
// description: 缺来源、缺位置或来源不存在的联系；正常时一条也没有。 / Links that lack a source or a locator, or cite a
//   source that is not in the graph. There must be none.
// returns: key string, type string, datasets strings, problem string
// none: 每条联系都有来源和其中的位置。 / Every link has a source and a place in it.
MATCH (source:Source)
WITH collect(source.id) AS known
MATCH ()-[r]->()
WITH r, known, coalesce(r.source_ids, []) AS cited, coalesce(r.locators, []) AS places
WITH r, CASE WHEN size(cited) = 0 THEN 'no source'
             WHEN size(places) <> size(cited) THEN 'no locator for a source'
             WHEN any(id IN cited WHERE NOT id IN known) THEN 'unknown source' END AS problem
WHERE problem IS NOT NULL
RETURN r.key AS key, type(r) AS type, r.datasets AS datasets, problem
ORDER BY type, key
