"""The write side: statements built from the declared model."""

from graph.write.constraints import constraint_statements
from graph.write.merge import link_statement, node_statements
from graph.write.prune import prune_links_statement, prune_nodes_statement, release_nodes_statement

__all__ = [
    "constraint_statements",
    "link_statement",
    "node_statements",
    "prune_links_statement",
    "prune_nodes_statement",
    "release_nodes_statement",
]
