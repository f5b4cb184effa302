"""Views of the graph from far away: regions where they lie, and what flows between them."""
