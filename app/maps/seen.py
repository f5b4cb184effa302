"""What a reader sees of a map: what is hidden, who is lost, what was brought in and where it was moved."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

from app.maps.drawing import Drawing
from app.maps.limit import Drawable, drawable, link_id
from app.maps.marks import PLACE_TYPES
from app.maps.outlines import Outline, outlines
from app.maps.page import MapPage, drawing_of
from app.maps.surroundings import Surroundings
from graph.subgraph import Subgraph


@dataclass(frozen=True, slots=True)
class MapPart:
    """A piece of the graph and how a page draws it, with what surrounds it.

    `brought` are the ids of the nodes that a reader brought in; `outlines` are first those of the map without them, so
    that each keeps its colour."""

    drawn: Drawable
    drawing: Drawing
    surroundings: Surroundings
    outlines: Sequence[Outline]
    brought: frozenset[str] = frozenset()

    @property
    def subgraph(self) -> Subgraph:
        """What is drawn."""
        return self.drawn.subgraph

    def with_part(self, other: MapPart) -> MapPart:
        """The same with what was brought in: what is there already stays as it is, and the rest follows in order."""
        nodes, links = {node.id for node in self.subgraph.nodes}, {link_id(link) for link in self.subgraph.links}
        subgraph = replace(
            self.subgraph,
            nodes=[*self.subgraph.nodes, *(node for node in other.subgraph.nodes if node.id not in nodes)],
            links=[*self.subgraph.links, *(link for link in other.subgraph.links if link_id(link) not in links)],
        )
        around = replace(
            self.surroundings,
            sources={**other.surroundings.sources, **self.surroundings.sources},
            regions={**other.surroundings.regions, **self.surroundings.regions},
        )
        return MapPart(
            replace(self.drawn, subgraph=subgraph),
            replace(
                self.drawing,
                nodes=[*self.drawing.nodes, *(node for node in other.drawing.nodes if node["id"] not in nodes)],
                edges=[*self.drawing.edges, *(edge for edge in other.drawing.edges if edge["id"] not in links)],
            ),
            around,
            _in_order(outlines(subgraph, around.regions), self.outlines),
            self.brought | {node.id for node in other.subgraph.nodes if node.id not in nodes},
        )

    @property
    def ids(self) -> list[str]:
        """Of the nodes, then of the links (`link_id`), in the order of the page."""
        return [one["id"] for one in (*self.drawing.nodes, *self.drawing.edges)]


@dataclass(frozen=True, slots=True)
class Seen:
    """What a reader sees of a map. `hidden` are ids of nodes and links (`link_id`) that aren't seen.

    `lost` are ids of nodes that are out of reach in a what-if, `places` tells where those stand that were moved."""

    hidden: Collection[str] = ()
    lost: Collection[str] = ()
    places: Mapping[str, tuple[int, int]] = field(default_factory=dict)


ALL_SEEN = Seen()


def part_of(subgraph: Subgraph, page: MapPage) -> MapPart:
    """A subgraph as its page draws it. Raises ValueError as `drawable` does."""
    drawn, around = drawable(subgraph), page.surroundings
    return MapPart(drawn, drawing_of(drawn.subgraph, page), around, outlines(drawn.subgraph, around.regions))


def _in_order(found: Sequence[Outline], known: Sequence[Outline]) -> list[Outline]:
    """The outlines that were known before in their order, then the others."""
    places = {(outline.kind, outline.id): number for number, outline in enumerate(known)}
    return sorted(found, key=lambda outline: places.get((outline.kind, outline.id), len(places)))


def first_hidden(part: MapPart, page: MapPage, reached: Collection[str]) -> set[str]:
    """Ids of the nodes and links that the page of a network hides at first, by the rules of map-shown.js.

    `reached` are the ids of the nodes within reach of the focus on the day that the page opens on."""
    drawing, focus = part.drawing, part.subgraph.focus
    held, ends = set(), Counter[str]()
    for edge in drawing.edges:
        in_time = not page.day or edge["first"] <= page.day <= edge["last"]
        if in_time and edge["from"] in reached and edge["to"] in reached and edge["marks"][0] not in page.off:
            held.add(edge["id"])
            ends.update({edge["from"], edge["to"]})
    holding = {edge["to"] for edge in drawing.edges if edge["marks"][0] in PLACE_TYPES}
    shown = {
        node["id"]
        for node in drawing.nodes
        # A region that is only where others lie stays away.
        if node["id"] in reached and (node["id"] == focus or ends[node["id"]] or node["id"] not in holding)
    }
    return set(part.ids) - shown - held
