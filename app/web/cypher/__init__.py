"""Cypher of a reader's own: the console, asked by programs and by its page."""
