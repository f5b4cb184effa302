"""What a dataset holds in the graph, as its tables need it to write their rows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from graph.export import ExportLink, ExportNode
from graph.model.common import LINK_COMMON

ExportedRow = dict[str, Any]
_NOT_IN_TABLES = (
    "key",
    "datasets",
    "source_ids",
    "locators",
    *(prop.name for prop in LINK_COMMON if prop.is_derived),
)


class ExportedDataset:
    """Nodes by label and links by type that one dataset holds."""

    def __init__(self, nodes: Iterable[ExportNode], links: Iterable[ExportLink]) -> None:
        self.nodes: dict[str, list[ExportNode]] = defaultdict(list)
        self.links: dict[str, list[ExportLink]] = defaultdict(list)
        for node in nodes:
            self.nodes[node.type].append(node)
        for link in links:
            self.links[link.type].append(link)

    def node_rows(self, label: str, **columns: str) -> list[ExportedRow]:
        """A row for each node of a label. Columns by name hold the end of the node's one link of a type."""
        ends = {name: {link.start: link for link in self.links[type_]} for name, type_ in columns.items()}
        rows = []
        for node in self.nodes[label]:
            row = {"id": node.id, **node.properties, **evidence_cells(node.properties)}
            for name, links in ends.items():
                if (link := links.get(node.id)) is not None:
                    row |= {name: link.end, **_of_link(link)}
            rows.append(row)
        return rows

    def placed_rows(self, label: str) -> list[ExportedRow]:
        """Rows for the nodes of a label, with the region of each."""
        places = [link for link in self.links["LOCATED_IN"] if link.start_type == label]
        return with_ends(self.node_rows(label), "region", places)

    def link_rows(self, type_: str, start: str, end: str, **cells: str) -> list[ExportedRow]:
        """A row for each link of a type: its ends in two columns, what it says, and some cells that all rows share."""
        return [{start: link.start, end: link.end, **cells, **_link_cells(link)} for link in self.links[type_]]


def with_ends(rows: list[ExportedRow], column: str, links: Iterable[ExportLink]) -> list[ExportedRow]:
    """Rows of nodes with a column for the other ends of their links.

    An end goes into a row of its node that says the same of its links (evidence, `entailed`, `observed`) and has room,
    or into a further row."""
    by_node: dict[str, list[ExportedRow]] = {row["id"]: [] for row in rows}
    for row in rows:
        by_node[row["id"]].append(row)
    for link in links:
        id_, end = (link.start, link.end) if link.start in by_node else (link.end, link.start)
        told = {column: end, **_of_link(link), **evidence_cells(link.properties)}
        known = by_node[id_]
        for row in known:
            if all(row.get(name, value) == value for name, value in told.items()):
                row |= told
                break
        else:
            same = {name: known[0][name] for name in ("id", "name", "kind") if name in known[0]}
            known.append(same | told)
    return [row for known in by_node.values() for row in known]


def evidence_cells(properties: dict[str, Any]) -> ExportedRow:
    """The columns source and locator."""
    return {"source": properties.get("source_ids"), "locator": properties.get("locators")}


def _of_link(link: ExportLink) -> ExportedRow:
    """What a row about a node says of its links, beside the evidence."""
    return {name: link.properties.get(name) for name in ("entailed", "observed")}


def _link_cells(link: ExportLink) -> ExportedRow:
    kept = {name: value for name, value in link.properties.items() if not name.endswith("_day")}
    for name in _NOT_IN_TABLES:
        kept.pop(name, None)
    return kept | evidence_cells(link.properties)
