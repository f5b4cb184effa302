"""CSV tables for `neo4j-admin database import full`: the fast way into a large Neo4j."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from graph.export.reading import ExportLink, exported_links, exported_nodes
from graph.model import LINK_TYPES, NODE_TYPE, Kind, Property
from graph.store import Store

_TYPES = {Kind.INTEGER: "long", Kind.FLOAT: "double", Kind.BOOLEAN: "boolean", Kind.STRINGS: "string[]"}
_ARRAY_DELIMITER = ";"
_KEYS = {"id", "key", "run"}
Columns = dict[str, str]
"""Property → its type in a header."""


def write_neo4j_admin(store: Store, folder: Path) -> tuple[int, int]:
    """Write nodes_<Label>.csv and links_<TYPE>_<From>_<To>.csv, and return the numbers of nodes and links."""
    folder.mkdir(parents=True, exist_ok=True)
    nodes = _write_nodes(store, folder)
    return nodes, sum(_write_links(store, folder, link_type.type) for link_type in LINK_TYPES)


def _write_nodes(store: Store, folder: Path) -> int:
    by_type: dict[str, list[list[str]]] = {}
    for node in exported_nodes(store):
        columns = _columns(NODE_TYPE[node.type].properties)
        row = [node.id, _ARRAY_DELIMITER.join(node.labels), *_cells(node.properties, columns)]
        by_type.setdefault(node.type, []).append(row)
    for type_, rows in by_type.items():
        header = [f"id:ID({type_})", ":LABEL", *_header(_columns(NODE_TYPE[type_].properties))]
        _write_table(folder / f"nodes_{type_}.csv", header, rows)
    return sum(map(len, by_type.values()))


def _write_links(store: Store, folder: Path, type_: str) -> int:
    by_ends: dict[tuple[str, str], list[ExportLink]] = {}
    for link in exported_links(store, type_):
        by_ends.setdefault((link.start_type, link.end_type), []).append(link)
    declared = next(link_type.properties for link_type in LINK_TYPES if link_type.type == type_)
    for (start, end), links in by_ends.items():
        columns = {"key": "string"} | _columns(declared)
        # Counts that a table added are not declared one by one.
        columns |= dict.fromkeys(sorted({name for link in links for name in link.properties} - set(columns)), "long")
        header = [f":START_ID({start})", f":END_ID({end})", ":TYPE", *_header(columns)]
        rows = [[link.start, link.end, type_, *_cells(link.properties, columns)] for link in links]
        _write_table(folder / f"links_{type_}_{start}_{end}.csv", header, rows)
    return sum(map(len, by_ends.values()))


def _columns(properties: tuple[Property, ...]) -> Columns:
    columns: Columns = {}
    for prop in properties:
        if prop.name not in _KEYS and not prop.open_ended:
            columns[prop.name] = _TYPES.get(prop.kind, "string")
            if prop.day is not None:
                columns[f"{prop.name}_day"] = "long"
    return columns


def _header(columns: Columns) -> list[str]:
    return [f"{name}:{type_}" for name, type_ in columns.items()]


def _cells(properties: dict[str, Any], columns: Columns) -> list[str]:
    return [_cell(properties.get(name)) for name in columns]


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, list):
        return _ARRAY_DELIMITER.join(map(str, value))
    return str(value).lower() if isinstance(value, bool) else str(value)


def _write_table(path: Path, header: list[str], rows: Iterable[list[str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(header)
        writer.writerows(rows)
