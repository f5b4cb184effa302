"""Finding schools, groups and regions by name."""
