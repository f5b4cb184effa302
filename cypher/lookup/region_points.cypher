// Where some regions lie, by id: at their own point, or in the middle of those of the regions below.
UNWIND $ids AS id
MATCH (r:Region {id: id})
OPTIONAL MATCH (below:Region)-[:PART_OF*1..3]->(r)
WITH r, avg(below.lon) AS lon, avg(below.lat) AS lat
RETURN r.id AS id, coalesce(r.lon, lon) AS lon, coalesce(r.lat, lat) AS lat
ORDER BY id
