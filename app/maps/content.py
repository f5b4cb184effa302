"""What a file with a map holds, whichever file it is: what is shown, in which words, and what it rests on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from app.maps.drawing import Drawing
from app.maps.limit import hops_from_focus, left_out, link_id
from app.maps.marks import UNDATED
from app.maps.network import caption
from app.maps.outlines import Outline, OutlineKind
from app.maps.page import Around, MapPage, day_text
from app.maps.seen import ALL_SEEN, MapPart, Seen
from app.maps.styles import DOTTED_UNDATED, PAPER, dashes, link_look
from app.receipt_facts import receipt_facts
from graph.subgraph import Subgraph

if TYPE_CHECKING:
    from app.cited_sources import CitedSource
    from app.maps.texts import MapTexts
    from graph.answers import Receipt

_OUT_OF_REACH = (4.0, 3.0)


@dataclass(frozen=True, slots=True)
class MapContent:
    """A map to take away. `subgraph`, `drawing` and `outlines` hold what is shown and nothing else.

    `page` is the page that shows it. `notes` say what the map is of and what it leaves out, `facts` (what, value) what
    it rests on."""

    page: MapPage
    subgraph: Subgraph
    drawing: Drawing
    receipt: Receipt
    notes: Sequence[str] = ()
    facts: Sequence[tuple[str, str]] = ()
    sources: Sequence[CitedSource] = ()
    outlines: Sequence[tuple[int, Outline]] = ()
    """Each with its number among those of the whole map, which its colour follows from."""

    @property
    def title(self) -> str:
        """What the map is called."""
        return self.page.title

    @property
    def texts(self) -> MapTexts:
        """The words of its language."""
        return self.page.texts

    @property
    def as_of(self) -> int:
        """The day that it shows, as YYYYMMDD: where a reader may choose one, that day; today where it is of any day."""
        return self.page.day if self.page.timed and self.page.day else self.page.as_of

    @property
    def day(self) -> str:
        """That day, as people write it."""
        return day_text(self.as_of)

    @property
    def named_sources(self) -> list[tuple[str, str]]:
        """("Sources", what is known of one) for each source."""
        word = self.texts.word("sources")
        return [(word, ". ".join(filter(None, source))) for source in self.sources]

    @property
    def told(self) -> list[str]:
        """All that a file says of itself, a line each: the notes, what the map rests on, its sources."""
        return [*self.notes, *(f"{what}: {value}" for what, value in (*self.facts, *self.named_sources))]

    @property
    def cited(self) -> str:
        """How to cite the map."""
        return ": ".join(self.facts[-1]) if self.facts else ""


def map_content(
    whole: MapPart,
    page: MapPage,
    receipt: Receipt,
    again: str,
    seen: Seen = ALL_SEEN,
) -> MapContent:
    """What a file holds of a map that a page shows.

    `again` is the address or command that makes the same map. What is hidden moves nothing, and who is lost is
    hollow."""
    shown = _without(whole.subgraph, frozenset([*seen.hidden, *_not_on_its_day(whole.drawing, page)]))
    told = _of_the_day(receipt, page)
    texts = page.texts
    gone = len(whole.subgraph.nodes) - len(shown.nodes), len(whole.subgraph.links) - len(shown.links)
    # The page's caption is of all days; the view's own notes stand in it, too.
    said = [page.caption.replace(caption(receipt, texts), caption(told, texts), 1), left_out(whole.drawn, texts)]
    if any(gone):
        said.append(texts.word("hidden", nodes=f"{gone[0]:,}", links=f"{gone[1]:,}"))
    return MapContent(
        page=replace(
            page,
            # Nothing of what is shown may vanish for want of what isn't.
            around=_around(page, shown) if any(gone) or whole.brought else page.around,
            off=(),
            surroundings=whole.surroundings,
        ),
        subgraph=shown,
        drawing=_drawing(whole.drawing, shown, page, seen),
        receipt=receipt,
        notes=[note for note in said if note],
        facts=[(what[texts.column], value) for what, value in receipt_facts((page.title, page.title), told, again)],
        sources=[source for _, source in sorted(whole.surroundings.sources.items())],
        outlines=_outlines(whole.outlines, shown, page.outline),
    )


def _of_the_day(receipt: Receipt, page: MapPage) -> Receipt:
    """The receipt of what is shown: the links of any day were asked for, and those of one day are seen."""
    return replace(receipt, as_of=day_text(page.day)) if page.timed and page.day else receipt


def _not_on_its_day(drawing: Drawing, page: MapPage) -> list[str]:
    """Ids of the links that don't hold on the day that the page shows; none where it shows any day."""
    if not (page.timed and page.day):
        return []
    return [edge["id"] for edge in drawing.edges if not edge["first"] <= page.day <= edge["last"]]


def _without(subgraph: Subgraph, hidden: frozenset[str]) -> Subgraph:
    nodes = [node for node in subgraph.nodes if node.id not in hidden]
    ids = {node.id for node in nodes}
    links = [link for link in subgraph.links if {link.start, link.end} <= ids and link_id(link) not in hidden]
    return replace(subgraph, nodes=nodes, links=links, focus=subgraph.focus if subgraph.focus in ids else None)


def _around(page: MapPage, shown: Subgraph) -> Around | None:
    """How far the map looks around its focus, if what is shown lets that be seen."""
    far, hops = page.around, hops_from_focus(shown)
    is_seen = far and not far.is_region and all(hops.get(node.id, far.hops + 1) <= far.hops for node in shown.nodes)
    return far if is_seen else None


def _drawing(drawing: Drawing, shown: Subgraph, page: MapPage, seen: Seen) -> Drawing:
    """What is shown of a drawing, with the looks and places that the page gives it on its day."""
    nodes, links = {node.id for node in shown.nodes}, {link_id(link): link.type for link in shown.links}
    edges = [edge for edge in drawing.edges if edge["id"] in links]
    if page.timed and page.day:
        edges = [_on_a_day(edge, links[edge["id"]]) for edge in edges]
    return replace(
        drawing,
        nodes=[_node(node, seen) for node in drawing.nodes if node["id"] in nodes],
        edges=edges,
    )


def _outlines(whole: Sequence[Outline], shown: Subgraph, kind: OutlineKind) -> list[tuple[int, Outline]]:
    ids = {node.id for node in shown.nodes}
    of_kind = [one for one in whole if one.kind == kind]
    kept = [(number, tuple(id_ for id_ in one.nodes if id_ in ids)) for number, one in enumerate(of_kind)]
    return [(number, replace(of_kind[number], nodes=nodes)) for number, nodes in kept if len(nodes) > 1]


def _on_a_day(edge: Mapping[str, Any], link_type: str) -> dict[str, Any]:
    """A link that holds on a day has not ended; an undated one is dotted then."""
    undated = UNDATED in edge["marks"]
    return {**edge, "dashes": DOTTED_UNDATED if undated else dashes(link_look(link_type), ended=False)}


def _node(node: Mapping[str, Any], seen: Seen) -> dict[str, Any]:
    """A node where it was moved, and hollow if it is lost."""
    x, y = seen.places.get(node["id"], (node["x"], node["y"]))
    if node["id"] not in seen.lost:
        return {**node, "x": x, "y": y}
    hollow = {"color": {**node["color"], "background": PAPER}, "borderDashes": _OUT_OF_REACH}
    return {**node, "x": x, "y": y, **hollow}
