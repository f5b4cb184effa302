"""The console's page: a form for Cypher of a reader's own, and what came of it."""
