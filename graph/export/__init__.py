"""The whole graph as files: JSON lines, GraphML and GEXF, and tables for neo4j-admin."""

from graph.export.jsonl import write_jsonl
from graph.export.neo4j_admin import write_neo4j_admin
from graph.export.networks import view_as_gexf, view_as_graphml, write_gexf, write_graphml
from graph.export.reading import ExportLink, ExportNode, exported_links, exported_nodes

__all__ = [
    "ExportLink",
    "ExportNode",
    "exported_links",
    "exported_nodes",
    "view_as_gexf",
    "view_as_graphml",
    "write_gexf",
    "write_graphml",
    "write_jsonl",
    "write_neo4j_admin",
]
