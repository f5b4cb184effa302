"""The map's content as rows of text, for a table that a keyboard and a screen reader can use."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.maps.limit import degrees
from app.maps.styles import has_ended, is_entailed, kind_of
from app.maps.texts import MapTexts
from graph.subgraph import Subgraph, SubgraphLink, SubgraphNode

# Properties that tell what kind of tie a link is; the rest of a link's properties have columns of their own.
_KINDS = ("form", "role", "mode", "programme")


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


def node_rows(subgraph: Subgraph, texts: MapTexts) -> list[NodeRow]:
    """A row for every node, in the subgraph's order."""
    count = degrees(subgraph.links)
    return [_node_row(index, node, count[node.id], subgraph.focus, texts) for index, node in enumerate(subgraph.nodes)]


def link_rows(subgraph: Subgraph, nodes: Sequence[NodeRow], texts: MapTexts, as_of: int) -> list[LinkRow]:
    """A row for every link, by the names it reads: from, then type, then to."""
    by_id = {row.id: row for row in nodes}
    rows = [
        LinkRow(
            start=by_id[link.start],
            type=texts.label(link.type),
            detail=_detail(link, texts, as_of),
            end=by_id[link.end],
            since=_text(link.properties.get("since")),
            until=_text(link.properties.get("until")),
            evidence=_evidence(link, texts),
        )
        for link in subgraph.links
    ]
    return sorted(rows, key=lambda row: (row.start.id, row.type, row.end.id, row.detail, row.since))


def _node_row(index: int, node: SubgraphNode, links: int, focus: str | None, texts: MapTexts) -> NodeRow:
    students = node.properties.get("students")
    return NodeRow(
        id=node.id,
        anchor=f"node-{index}",
        name=node.name or node.id,
        type=texts.label(kind_of(node)),
        students=f"{students:,}" if isinstance(students, int) else "",
        links=links,
        focus=node.id == focus,
    )


def _detail(link: SubgraphLink, texts: MapTexts, as_of: int) -> str:
    words = [texts.value(link.properties[name]) for name in _KINDS if link.properties.get(name)]
    if observed := texts.observed(link):
        words.append(observed)
    if has_ended(link, as_of):
        words.append(texts.word("ended_short"))
    if is_entailed(link):
        words.append(texts.word("entailed_short"))
    return texts.word("list_separator").join(words)


def _evidence(link: SubgraphLink, texts: MapTexts) -> str:
    sources = [str(source) for source in link.properties.get("source_ids") or ()]
    locators = [str(locator) for locator in link.properties.get("locators") or ()]
    if len(sources) == len(locators):
        places = [f"{source} {locator}" for source, locator in zip(sources, locators, strict=True)]
    else:
        # Which locator belongs to which source is not known then: name all of both.
        places = [*sources, *locators]
    return texts.word("list_separator").join(places)


def _text(value: object) -> str:
    return "" if value is None else str(value)
