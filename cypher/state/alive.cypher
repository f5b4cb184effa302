// Whether the store answers at all.
RETURN 1 AS alive
