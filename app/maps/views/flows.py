"""Flows of aid between regions: as a map with lines as wide as the flow, and as a matrix of the same rows."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from app.maps.limit import link_id
from app.maps.texts import MapTexts
from app.maps.views.regions import region_layout, region_positions
from app.maps.views.view import View
from graph.answers import Answer, Library
from graph.model import AIDS
from graph.subgraph import Subgraph, SubgraphLink, SubgraphNode

FlowWeight = Literal["links", "teachers"]
_COLUMNS: dict[FlowWeight, str] = {"links": "links", "teachers": "teachers_sent"}
_OTHERS = ""
SHADES = 5


def flows_view(library: Library, answer: Answer, weight: FlowWeight, texts: MapTexts) -> View:
    """The view of an `aid_flows` answer: a line a direction, rings for flows within one region. Raises a StoreError."""
    subgraph = _subgraph(answer)
    figures = {link_id(link): float(link.properties[_COLUMNS[weight]]) for link in subgraph.links}
    through = Counter[str]()
    for link in subgraph.links:
        for id_ in {link.start, link.end}:
            through[id_] += link.properties[_COLUMNS[weight]]
    weights = {id_: float(figure) for id_, figure in through.items()}
    layout = region_layout(subgraph, {}, region_positions(library), weights, figures)
    notes = [texts.word("schema"), texts.word("flows_width", what=_what(weight, texts)), texts.word("flows_loops")]
    if weight == "teachers":
        notes.append(_unknown_note(answer, texts))
    return View(subgraph, layout, tuple(notes))


def _subgraph(answer: Answer) -> Subgraph:
    label = answer.receipt.parameters["level"].capitalize()
    names = {row[f"{end}_id"]: row[f"{end}_name"] for row in answer.rows for end in ("from", "to")}
    told = ("links", "teachers_sent", "links_with_teachers", "undated_links", "source_ids")
    links = [
        SubgraphLink(
            f"{row['from_id']} {row['to_id']}",
            AIDS.type,
            row["from_id"],
            row["to_id"],
            {name: row[name] for name in told},
        )
        for row in answer.rows
    ]
    return Subgraph(
        nodes=[SubgraphNode(id_, label, name) for id_, name in sorted(names.items())],
        links=sorted(links, key=link_id),
    )


@dataclass(frozen=True, slots=True)
class MatrixCell:
    """A figure, None for no aid at all, and its shade: 0 for none, up to SHADES for the most of the matrix."""

    figure: int | None
    shade: int


@dataclass(frozen=True, slots=True)
class Matrix:
    """Flows as a table: a row for each region that helps, a column for each that is helped, those of most first.

    Ids and names by row and by column; where there are too many, the last is all others together, with no id."""

    helpers: tuple[tuple[str, str], ...]
    helped: tuple[tuple[str, str], ...]
    cells: tuple[tuple[MatrixCell, ...], ...]
    notes: tuple[str, ...]


def flows_matrix(answer: Answer, weight: FlowWeight, texts: MapTexts, most: int = 40) -> Matrix:
    """The matrix of an `aid_flows` answer."""
    column = _COLUMNS[weight]
    helpers, helped = (_ranked(answer.rows, end, column, most, texts) for end in ("from", "to"))
    sums = Counter[tuple[str, str]]()
    for row in answer.rows:
        start = row["from_id"] if row["from_id"] in dict(helpers) else _OTHERS
        end = row["to_id"] if row["to_id"] in dict(helped) else _OTHERS
        sums[start, end] += row[column]
    largest = max(sums.values(), default=0)
    cells = tuple(tuple(_cell(sums.get((start, end)), largest) for end, _ in helped) for start, _ in helpers)
    notes = [texts.word("matrix_shades", what=_what(weight, texts))]
    if weight == "teachers":
        notes.append(_unknown_note(answer, texts))
    return Matrix(helpers, helped, cells, tuple(notes))


def _cell(figure: int | None, largest: int) -> MatrixCell:
    return MatrixCell(figure, math.ceil(SHADES * math.sqrt(figure / largest)) if figure else 0)


def _ranked(
    rows: Sequence[Mapping[str, Any]], end: str, column: str, most: int, texts: MapTexts
) -> tuple[tuple[str, str], ...]:
    total = Counter[tuple[str, str]]()
    for row in rows:
        total[row[f"{end}_id"], row[f"{end}_name"]] += row[column]
    ranked = sorted(total, key=lambda region: (-total[region], region))
    if len(ranked) <= most:
        return tuple(ranked)
    others = texts.word("others", n=f"{len(ranked) - most + 1:,}")
    return (*ranked[: most - 1], (_OTHERS, others))


def _what(weight: FlowWeight, texts: MapTexts) -> str:
    return texts.word("links_one" if weight == "links" else "teachers_sent")


def _unknown_note(answer: Answer, texts: MapTexts) -> str:
    known, links = (sum(row[name] for row in answer.rows) for name in ("links_with_teachers", "links"))
    return texts.word("teachers_unknown", known=f"{known:,}", links=f"{links:,}")
