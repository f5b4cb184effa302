"""Named aid programmes."""
