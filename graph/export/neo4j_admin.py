"""CSV tables for `neo4j-admin database import full`: the fast way into a large Neo4j."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from typing import Any

from graph.export.csv_table import write_csv_table
from graph.export.format import Counts, FolderFormat
from graph.export.reading import ExportLink, ExportNode
from graph.model import LINK_TYPE, NODE_TYPE, Kind, Property
from graph.model.common import NAME_FORMS

_TYPES = {
    Kind.STRING: "string",
    Kind.STRINGS: "string[]",
    Kind.INTEGER: "long",
    Kind.FLOAT: "double",
    Kind.BOOLEAN: "boolean",
    Kind.DATE: "string",
    Kind.DATES: "string[]",
}
_NOT_EXPORTED = {"id", "key", "run", *NAME_FORMS}
Columns = dict[str, str]
"""Property → its type in a header."""


class Neo4jAdmin(FolderFormat):
    """Tables for neo4j-admin."""

    name = "neo4j-admin"
    media_type = "text/csv"
    notes = (
        "A folder of CSV tables for `neo4j-admin database import full`, the fast way into a large Neo4j: "
        "`nodes_<Label>.csv` and `links_<TYPE>_<From>_<To>.csv`, each label with ids of its own."
    )

    def write(self, nodes: Iterable[ExportNode], links: Iterable[ExportLink], folder: Path) -> Counts:
        """Write a graph into a folder."""
        folder.mkdir(parents=True, exist_ok=True)
        return _write_nodes(nodes, folder), sum(
            _write_links(type_, of_type, folder) for type_, of_type in groupby(links, attrgetter("type"))
        )


def _write_nodes(nodes: Iterable[ExportNode], folder: Path) -> int:
    by_type: dict[str, list[list[Any]]] = {}
    for node in nodes:
        columns = _columns(NODE_TYPE[node.type].properties)
        row = [node.id, list(node.labels), *map(node.properties.get, columns)]
        by_type.setdefault(node.type, []).append(row)
    for type_, rows in by_type.items():
        header = [*node_keys(type_), *_header(_columns(NODE_TYPE[type_].properties))]
        write_csv_table(folder / nodes_file(type_), header, rows)
    return sum(map(len, by_type.values()))


def _write_links(type_: str, of_type: Iterable[ExportLink], folder: Path) -> int:
    by_ends: dict[tuple[str, str], list[ExportLink]] = {}
    for link in of_type:
        by_ends.setdefault((link.start_type, link.end_type), []).append(link)
    for (start, end), links in by_ends.items():
        columns = {"key": "string"} | _columns(LINK_TYPE[type_].properties)
        # Counts that a table added are not declared one by one.
        columns |= dict.fromkeys(sorted({name for link in links for name in link.properties} - set(columns)), "long")
        header = [*link_keys(start, end), *_header(columns)]
        rows = [[link.start, link.end, type_, *map(link.properties.get, columns)] for link in links]
        write_csv_table(folder / links_file(type_, start, end), header, rows)
    return sum(map(len, by_ends.values()))


def nodes_file(label: str) -> str:
    """The name of the table of a label's nodes."""
    return f"nodes_{label}.csv"


def links_file(type_: str, start: str, end: str) -> str:
    """The name of the table of links of a type between two labels."""
    return f"links_{type_}_{start}_{end}.csv"


def node_keys(label: str) -> tuple[str, str]:
    """The first columns of a table of nodes: their ids, each label with ids of its own, and their labels."""
    return f"id:ID({label})", ":LABEL"


def link_keys(start: str, end: str) -> tuple[str, str, str]:
    """The first columns of a table of links: the ids of both ends, and their type."""
    return f":START_ID({start})", f":END_ID({end})", ":TYPE"


def stored_types(properties: tuple[Property, ...]) -> Columns:
    """All that is stored of declared properties, with its type in a header."""
    columns: Columns = {}
    for prop in properties:
        if prop.open_ended:
            continue
        columns |= dict.fromkeys(prop.stored, _TYPES[prop.kind])
        if prop.day is not None:
            columns[f"{prop.name}_day"] = "long"
    return columns


def _columns(properties: tuple[Property, ...]) -> Columns:
    return {name: type_ for name, type_ in stored_types(properties).items() if name not in _NOT_EXPORTED}


def _header(columns: Columns) -> list[str]:
    return [f"{name}:{type_}" for name, type_ in columns.items()]
