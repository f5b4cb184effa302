"""The whole graph from far away: an `overview` answer at the places of its regions."""

from __future__ import annotations

from dataclasses import replace

from app.cited_sources import all_sources
from app.maps.drawing import opening_zoom
from app.maps.layout import lay_out
from app.maps.limit import drawable, link_id
from app.maps.texts import MapTexts
from app.maps.views.regions import region_layout, region_positions, sized
from app.maps.views.view import View
from graph.answers import Answer, Library
from graph.subgraph import Subgraph, SubgraphNode

# At what share of their full size the nodes of a network are still seen.
_SEEN = 0.7
_THINGS = ("schools", "groups", "organisations")


def overview_view_of(library: Library, answer: Answer, texts: MapTexts) -> View:
    """The view of an `overview` answer. By groups it is laid out like a network: groups lie close together.

    Raises a StoreError."""
    found: Subgraph = answer.extra["view"]
    subgraph = drawable(replace(found, nodes=[_named(node, texts) for node in found.nodes])).subgraph
    by_group = answer.receipt.parameters["by"] == "group"
    lies_in = {node.id: node.properties["parent"] for node in subgraph.nodes if "parent" in node.properties}
    weights = {node.id: float(sum(node.properties[name] for name in _THINGS)) for node in subgraph.nodes}
    widths = {link_id(link): float(link.properties.get("links", 1)) for link in subgraph.links}
    if by_group:
        layout = lay_out(subgraph)
        scale = max(1.0, _SEEN / opening_zoom(layout.places))
        layout = sized(layout, subgraph, dict.fromkeys(layout.places, scale), weights, widths)
    else:
        layout = region_layout(subgraph, lies_in, region_positions(library), weights, widths)
    opened = [id_ for id_ in answer.receipt.parameters["open"] or () if not by_group]
    fit = [id_ for id_, region in lies_in.items() if opened and region == opened[-1]]
    notes, sources = _notes(answer, texts, by_group=by_group), tuple(all_sources(library.store))
    return View(subgraph, layout, notes, tuple(sorted(fit)), sources)


def _named(node: SubgraphNode, texts: MapTexts) -> SubgraphNode:
    """What stands for all of a label whose region nobody knows has no name of its own."""
    return node if node.name else replace(node, name=texts.word("no_region", label=texts.label(node.label)))


def _notes(answer: Answer, texts: MapTexts, *, by_group: bool) -> tuple[str, ...]:
    notes = [texts.word("region_size"), texts.word("flows_width", what=texts.word("links_one"))]
    if not by_group:
        notes.insert(0, texts.word("schema"))
    if left_out := answer.extra["left_out"]:
        counts = texts.counted({one["label"]: one["count"] for one in left_out})
        notes.append(texts.word("regions_left_out", counts=counts))
    thin = answer.extra["lines_left_out"]
    if thin["lines"]:
        counts = texts.counted({one["type"]: one["ties"] for one in thin["by_type"]})
        notes.append(texts.word("lines_left_out", lines=f"{thin['lines']:,}", ties=f"{thin['ties']:,}", counts=counts))
    return tuple(notes)
