"""The whole graph as files. `FORMATS` lists the formats of this layer; a format is one class and its row there."""

from graph.export.format import Counts, DatasetsFormat, ExportFormat, FileFormat, FolderFormat
from graph.export.gexf import Gexf
from graph.export.graphml import GraphMl
from graph.export.jsonl import JsonLines
from graph.export.neo4j_admin import Neo4jAdmin
from graph.export.reading import ExportLink, ExportNode, exported_links, exported_nodes, parts_of_subgraph

FORMATS: tuple[FileFormat | FolderFormat, ...] = (JsonLines(), GraphMl(), Gexf(), Neo4jAdmin())

__all__ = [
    "FORMATS",
    "Counts",
    "DatasetsFormat",
    "ExportFormat",
    "ExportLink",
    "ExportNode",
    "FileFormat",
    "FolderFormat",
    "exported_links",
    "exported_nodes",
    "parts_of_subgraph",
]
