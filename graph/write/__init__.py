"""The write side: statements built from the declared model."""

from graph.write.constraints import await_indexes, constraint_statements, lacking_statements, others_rules
from graph.write.foreign import Foreign, foreign_data, refuse_foreign
from graph.write.items import (
    counts_statements,
    own_links_statement,
    own_nodes_statement,
    written_links_statement,
    written_nodes_statement,
)
from graph.write.mark import RUN_PREFIX
from graph.write.merge import link_statements, node_statements, write_links, write_new_links, write_nodes
from graph.write.prune import (
    prune_links_statement,
    prune_nodes_statement,
    release_nodes_statement,
    stale_links_statement,
    stale_nodes_statement,
    stale_statement,
    unheld_statement,
)

__all__ = [
    "RUN_PREFIX",
    "Foreign",
    "await_indexes",
    "constraint_statements",
    "counts_statements",
    "foreign_data",
    "lacking_statements",
    "link_statements",
    "node_statements",
    "others_rules",
    "own_links_statement",
    "own_nodes_statement",
    "prune_links_statement",
    "prune_nodes_statement",
    "refuse_foreign",
    "release_nodes_statement",
    "stale_links_statement",
    "stale_nodes_statement",
    "stale_statement",
    "unheld_statement",
    "write_links",
    "write_new_links",
    "write_nodes",
    "written_links_statement",
    "written_nodes_statement",
]
