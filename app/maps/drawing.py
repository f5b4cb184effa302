"""A subgraph as vis-network's data, by way of pyvis: nodes with coordinates, links with their looks, physics off."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from app.maps.cards import link_card, node_card
from app.maps.labels import isolated, wrap
from app.maps.layout import SEED, Layout, lay_out
from app.maps.limit import degrees, link_id
from app.maps.routing import route
from app.maps.styles import dashes, has_ended, is_entailed, kind_of, link_look, node_look
from app.maps.surroundings import NOTHING_AROUND, Surroundings
from app.maps.texts import MapTexts
from graph.model import LINK_TYPE, NodeLook
from graph.subgraph import Subgraph, SubgraphLink, SubgraphNode

# The map panel of a laptop, to tell how large a hub's label must be to be read before anyone zooms in.
_PANEL_WIDTH, _PANEL_HEIGHT = 1000, 640
_FONT = 16.0
# Pixels between a link and a node that it doesn't end at, when the whole map is shown.
_CLEAR = 8.0
# How large what stands at the end of a link is, of vis-network's own size.
_END_SCALES = {"arrow": 0.7, "circle": 0.4}
# From here on a page has more lines than paper: they get thinner and lighter so that the nodes stay in front.
_MANY_LINKS = 600


@dataclass(frozen=True, slots=True)
class Drawing:
    """What pyvis made of a subgraph: plain lists and dicts, ready to be written as JSON."""

    nodes: list[dict[str, Any]]
    edges: list[dict[str, Any]]
    options: dict[str, Any]


def draw(
    subgraph: Subgraph,
    texts: MapTexts,
    as_of: int,
    layout: Layout | None = None,
    around: Surroundings = NOTHING_AROUND,
) -> Drawing:
    """Draws a sorted subgraph (see `drawable`). `as_of` (YYYYMMDD) decides which links have ended.

    Without a layout, groups are laid out with their members around them. Each node and link also carries what its
    card tells (app/maps/cards.py)."""
    # Imported here: pyvis brings in IPython, which is slow, and every huoshui command imports this package.
    from pyvis.network import Network

    network = Network(directed=True)
    # Set as a dict: pyvis's set_options takes JavaScript text and strips every space from it, font names included.
    network.options = _options(len(subgraph.links))
    layout = layout or lay_out(subgraph)
    count = degrees(subgraph.links)
    zoom = opening_zoom(layout.places)
    overview = max(_FONT, 11 / zoom)
    looks = {
        node.id: _node_look(
            node,
            count[node.id],
            min(overview, _hub_font(layout.held.get(node.id, 0))),
            focus=node.id == subgraph.focus,
        )
        for node in subgraph.nodes
    }
    for id_, mark in layout.marks.items():
        looks[id_] |= {"size": mark.size, "font": {"size": mark.font}}
    sizes = {id_: look["size"] + look["borderWidth"] for id_, look in looks.items()}
    routes = route(subgraph, layout.places, sizes, _CLEAR / zoom, fixed=layout.fixed)
    for node in subgraph.nodes:
        x, y = routes.places[node.id]
        told = {"id": node.id, "label": wrap(node.name) or node.id, "title": _node_title(node, texts), "x": x, "y": y}
        # Not add_node, nor add_edge below: they look for each new one among all that there are, which is quadratic.
        network.nodes.append({**told, **looks[node.id], **node_card(node, count[node.id], around, texts)})
    names = {node.id: node.name for node in subgraph.nodes}
    for link in subgraph.links:
        id_, ended = link_id(link), has_ended(link, as_of)
        alike = _link_look(link.type, len(subgraph.links), ended=ended, entailed=is_entailed(link))
        look = {**alike, **routes.curves.get(id_, {})}
        if pixels := layout.widths.get(id_):
            look |= {"width": round(pixels / zoom, 2), "pixels": pixels}
            if scale := look["arrows"]["to"].get("scaleFactor"):
                look["arrows"] = {"to": {**look["arrows"]["to"], "scaleFactor": round(scale / zoom, 3)}}
        if link.start == link.end and link.start in layout.marks:
            # A ring must come out from behind its node.
            look["selfReference"] = {"size": round(1.3 * sizes[link.start], 1), "angle": math.pi / 4}
        told = {"id": id_, "from": link.start, "to": link.end, "title": link_sentence(link, names, texts)}
        network.edges.append({**told, **look, **link_card(link, as_of, texts)})
    nodes, edges, _, _, _, options = network.get_network_data()
    return Drawing(nodes, edges, json.loads(options))


def link_sentence(link: SubgraphLink, names: Mapping[str, str], texts: MapTexts) -> str:
    """A link as one line of plain text: what it says of both ends, when it held, and when it was seen to."""
    start, end = isolated(names[link.start]), isolated(names[link.end])
    declared = LINK_TYPE.get(link.type)
    parts = [declared.sentence(start, end)[texts.column] if declared else f"{start} {link.type} → {end}"]
    since, until = link.properties.get("since"), link.properties.get("until")
    if since or until:
        parts.append(f"({since or ''}–{until or ''})")
    if observed := texts.observed(link):
        parts.append(observed)
    return " ".join(parts)


def _node_title(node: SubgraphNode, texts: MapTexts) -> str:
    # Plain text: this vis-network sets it as innerText. Lines keep writing directions apart.
    lines = [isolated(node.name), texts.label(kind_of(node))]
    if students := _students(node):
        lines.append(f"{texts.word('students')}: {students:,}")
    return "\n".join(lines)


def _node_look(node: SubgraphNode, degree: int, font: float, *, focus: bool) -> dict[str, Any]:
    declared = node_look(kind_of(node))
    size = _size(node, degree) * declared.scale
    look: dict[str, Any] = {
        "shape": declared.shape,
        "color": _node_color(declared),
        "borderWidth": 2,
        "size": round(size, 1),
        "font": {"size": round(font, 1)},
    }
    if focus:
        look |= {"size": round(size * 1.5, 1), "borderWidth": 5, "font": {"size": round(max(font * 1.25, 20.0), 1)}}
        look["color"] = look["color"] | {"border": "#D55E00"}
        look["shadow"] = {"enabled": True, "color": "#D55E00", "size": 22, "x": 0, "y": 0}
    return look


@cache
def _node_color(declared: NodeLook) -> dict[str, Any]:
    chosen = {"background": declared.fill, "border": "#D55E00"}
    return {"background": declared.fill, "border": declared.border, "highlight": chosen, "hover": chosen}


def _size(node: SubgraphNode, degree: int) -> float:
    """Half the width of a node's shape: its area grows with the students, or with the links where nobody counted."""
    students = _students(node)
    grown = 6 + math.sqrt(students) / 3.4 if students else 9 + 2.2 * math.sqrt(degree)
    return max(9.0, min(grown, 26.0))


def _students(node: SubgraphNode) -> int:
    students = node.properties.get("students")
    return students if isinstance(students, int) and students > 0 else 0


@lru_cache(maxsize=256)
def _link_look(link_type: str, total: int, *, ended: bool, entailed: bool) -> Mapping[str, Any]:
    declared = link_look(link_type)
    crowd = max(0.35, min(1.0, math.sqrt(_MANY_LINKS / total)))
    pattern = dashes(declared, ended=ended)
    look: dict[str, Any] = {
        "color": {
            "color": declared.color,
            "highlight": declared.color,
            "hover": declared.color,
            "opacity": round((0.5 if entailed else 0.9) * crowd, 2),
        },
        "width": round(declared.width * (0.5 if entailed else 1.0) * crowd, 2),
        "arrows": {"to": {"enabled": declared.end is not None, "type": declared.end or "arrow"}},
    }
    if declared.end:
        look["arrows"]["to"]["scaleFactor"] = _END_SCALES.get(declared.end, 0.6)
    if pattern:
        look["dashes"] = list(pattern)
    return look


def _hub_font(held: int) -> float:
    """The largest font size for a hub's label: as wide as the cluster around it, which grows like its root."""
    return _FONT + (3 + 10 * math.sqrt(held) if held else 0)


def opening_zoom(places: Mapping[str, tuple[int, int]]) -> float:
    """Pixels on screen of a canvas unit when the whole map is shown, at most 1."""
    if not places:
        return 1.0
    xs, ys = [x for x, _ in places.values()], [y for _, y in places.values()]
    out: float = max((max(xs) - min(xs)) / _PANEL_WIDTH, (max(ys) - min(ys)) / _PANEL_HEIGHT)
    return 1 / max(out, 1.0)


def _options(links: int) -> dict[str, Any]:
    return {
        "autoResize": False,
        "physics": {"enabled": False},
        "layout": {"improvedLayout": False, "randomSeed": SEED},
        "interaction": {
            "hover": False,
            "dragNodes": False,
            "hideEdgesOnDrag": links > _MANY_LINKS,
            "hideEdgesOnZoom": links > _MANY_LINKS,
            "tooltipDelay": 150,
        },
        "nodes": {
            "font": {"face": "system-ui, sans-serif", "strokeWidth": 3, "vadjust": -2},
            # A label smaller than 5 px on screen is noise; one larger than 22 px is in the way.
            "scaling": {"label": {"drawThreshold": 6, "maxVisible": 22}},
        },
        "edges": {"smooth": {"enabled": False}, "arrowStrikethrough": False, "selectionWidth": 1.5},
    }
