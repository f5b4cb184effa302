// What all sources are called, where they stand and under which licence.
MATCH (s:Source)
RETURN s.id AS id, s.title AS title, s.publisher AS publisher, s.published AS published, s.url AS url,
  s.licence AS licence
