"""The map's content as rows of text, for a table that a keyboard and a screen reader can use."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from heapq import nsmallest
from operator import itemgetter
from typing import Any

from app.maps.drawing import Drawing
from app.maps.texts import MapTexts

FIRST_ROWS = 50
"""Rows that a page holds as text; the script draws the others when they are asked for."""
_READ_IN_ORDER = itemgetter("from", "kind", "to", "notes", "since")


@dataclass(frozen=True, slots=True)
class NodeRow:
    """One node. `anchor` is the row's id in the page, `students` is "" where nobody counted."""

    id: str
    anchor: str
    name: str
    type: str
    students: str
    links: int
    focus: bool


@dataclass(frozen=True, slots=True)
class LinkRow:
    """One link in words. `evidence` names each source with the place in it."""

    start: NodeRow
    type: str
    detail: str
    end: NodeRow
    since: str
    until: str
    evidence: str


def node_rows(drawing: Drawing, focus: str | None, most: int | None = None) -> list[NodeRow]:
    """A row for each of the first nodes, all if `most` isn't said, in the drawing's order."""
    return [_node_row(index, node, focus) for index, node in enumerate(drawing.nodes[:most])]


def link_rows(drawing: Drawing, texts: MapTexts, most: int | None = None) -> list[LinkRow]:
    """A row for each of the first links, all if `most` isn't said: by the names it reads, from, then type, then to."""
    by_id = {node["id"]: (index, node) for index, node in enumerate(drawing.nodes)}
    edges = nsmallest(len(drawing.edges) if most is None else most, drawing.edges, key=_READ_IN_ORDER)
    return [
        LinkRow(
            start=_node_row(*by_id[link["from"]], None),
            type=link["kind"],
            detail=link["notes"],
            end=_node_row(*by_id[link["to"]], None),
            since=link["since"],
            until=link["until"],
            evidence=texts.word("list_separator").join(" ".join(filter(None, told)) for told in link["evidence"]),
        )
        for link in edges
    ]


def _node_row(index: int, node: Mapping[str, Any], focus: str | None) -> NodeRow:
    return NodeRow(
        id=node["id"],
        anchor=f"node-{index}",
        name=node["name"],
        type=node["kind"],
        students="" if node["students"] is None else f"{node['students']:,}",
        links=node["degree"],
        focus=node["id"] == focus,
    )
