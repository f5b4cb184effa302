"""What a file with a map holds, whichever file it is: what is shown, in which words, and what it rests on."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from app.maps.drawing import Drawing, draw
from app.maps.limit import drawable, left_out, link_id
from app.maps.network import caption
from app.maps.texts import MapTexts
from app.receipt_facts import receipt_facts
from app.texts import Language
from graph.subgraph import Subgraph

if TYPE_CHECKING:
    from app.cited_sources import CitedSource
    from graph.answers import Receipt


@dataclass(frozen=True, slots=True)
class MapContent:
    """A map to take away. `subgraph` and `drawing` hold what is shown and nothing else.

    `notes` say what the map is of and what it leaves out, `facts` (what, value) what it rests on; `outlines` are a name
    and the ids of the nodes that an outline goes around; `as_of` is a day as YYYYMMDD."""

    title: str
    texts: MapTexts
    as_of: int
    subgraph: Subgraph
    drawing: Drawing
    receipt: Receipt
    notes: Sequence[str] = ()
    facts: Sequence[tuple[str, str]] = ()
    sources: Sequence[CitedSource] = ()
    outlines: Sequence[tuple[str, Sequence[str]]] = ()

    @property
    def day(self) -> str:
        """The day of the map, as people write it."""
        return f"{self.as_of // 10_000:04d}-{self.as_of // 100 % 100:02d}-{self.as_of % 100:02d}"


def map_content(
    subgraph: Subgraph,
    receipt: Receipt,
    title: str,
    again: str,
    language: Language = "zh",
    *,
    drawing: Drawing | None = None,
    hidden: Collection[str] = (),
    sources: Sequence[CitedSource] = (),
    outlines: Sequence[tuple[str, Sequence[str]]] = (),
) -> MapContent:
    """What a file holds of the map of an answer.

    `again` is the address or command that makes the same map. `hidden` are ids of nodes and links (`link_id`) that the
    reader has hidden: the places of the others don't change. Without a drawing the whole subgraph is drawn first."""
    texts = MapTexts(language)
    drawn = drawable(subgraph)
    as_of = int((receipt.as_of or date.today().isoformat()).replace("-", ""))
    drawing = drawing or draw(drawn.subgraph, texts, as_of)
    shown = _without(drawn.subgraph, frozenset(hidden))
    nodes, links = {node.id for node in shown.nodes}, {link_id(link) for link in shown.links}
    gone = len(drawn.subgraph.nodes) - len(nodes), len(drawn.subgraph.links) - len(links)
    notes = [caption(receipt, texts), left_out(drawn, texts)]
    if any(gone):
        notes.append(texts.word("hidden", nodes=f"{gone[0]:,}", links=f"{gone[1]:,}"))
    return MapContent(
        title=title,
        texts=texts,
        as_of=as_of,
        subgraph=shown,
        drawing=replace(
            drawing,
            nodes=[node for node in drawing.nodes if node["id"] in nodes],
            edges=[edge for edge in drawing.edges if edge["id"] in links],
        ),
        receipt=receipt,
        notes=[note for note in notes if note],
        facts=[(what[texts.column], value) for what, value in receipt_facts((title, title), receipt, again)],
        sources=sources,
        outlines=[(name, kept) for name, ids in outlines if len(kept := [id_ for id_ in ids if id_ in nodes]) > 1],
    )


def _without(subgraph: Subgraph, hidden: frozenset[str]) -> Subgraph:
    nodes = [node for node in subgraph.nodes if node.id not in hidden]
    ids = {node.id for node in nodes}
    links = [link for link in subgraph.links if link.start in ids and link.end in ids and link_id(link) not in hidden]
    return replace(subgraph, nodes=nodes, links=links, focus=subgraph.focus if subgraph.focus in ids else None)
