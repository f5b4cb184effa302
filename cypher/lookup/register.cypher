// What counts in a region: the schools of its register, where it has one, and in which datasets those are.
MATCH (r:Region {id: $region})
WITH r, CASE WHEN coalesce($universe, 'register') = 'register' THEN @register(r, $stage, $as_of) END AS census
WHERE census IS NOT NULL OR coalesce($universe, 'known') = 'known'
RETURN r.id AS region, CASE WHEN census IS NULL THEN 'known' ELSE 'register' END AS universe, census.as_of AS universe_as_of,
       coalesce(census.datasets, []) AS universe_datasets
