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

_TYPES = {
    Kind.STRING: "string",
    Kind.STRINGS: "string[]",
    Kind.INTEGER: "long",
    Kind.FLOAT: "double",
    Kind.BOOLEAN: "boolean",
    Kind.DATE: "string",
    Kind.DATES: "string[]",
}
_KEYS = {"id", "key", "run"}
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
        header = [f"id:ID({type_})", ":LABEL", *_header(_columns(NODE_TYPE[type_].properties))]
        write_csv_table(folder / f"nodes_{type_}.csv", header, rows)
    return sum(map(len, by_type.values()))


def _write_links(type_: str, of_type: Iterable[ExportLink], folder: Path) -> int:
    by_ends: dict[tuple[str, str], list[ExportLink]] = {}
    for link in of_type:
        by_ends.setdefault((link.start_type, link.end_type), []).append(link)
    for (start, end), links in by_ends.items():
        columns = {"key": "string"} | _columns(LINK_TYPE[type_].properties)
        # Counts that a table added are not declared one by one.
        columns |= dict.fromkeys(sorted({name for link in links for name in link.properties} - set(columns)), "long")
        header = [f":START_ID({start})", f":END_ID({end})", ":TYPE", *_header(columns)]
        rows = [[link.start, link.end, type_, *map(link.properties.get, columns)] for link in links]
        write_csv_table(folder / f"links_{type_}_{start}_{end}.csv", header, rows)
    return sum(map(len, by_ends.values()))


def _columns(properties: tuple[Property, ...]) -> Columns:
    columns: Columns = {}
    for prop in properties:
        if prop.name not in _KEYS and not prop.open_ended:
            columns[prop.name] = _TYPES[prop.kind]
            if prop.day is not None:
                columns[f"{prop.name}_day"] = "long"
    return columns


def _header(columns: Columns) -> list[str]:
    return [f"{name}:{type_}" for name, type_ in columns.items()]
