"""Schools: the list, and one school."""
