"""Aid links, and named aid programmes."""
