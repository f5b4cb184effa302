"""A subgraph as vis-network's data, by way of pyvis: nodes with coordinates, links with their looks, physics off."""

from __future__ import annotations

import json
import math
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from app.maps.labels import isolated, wrap
from app.maps.layout import SEED, lay_out
from app.maps.limit import degrees, link_id
from app.maps.styles import dashes, has_ended, is_entailed, kind_of, link_look, node_look
from app.maps.texts import MapTexts
from graph.model import LINK_TYPE
from graph.subgraph import Subgraph, SubgraphLink, SubgraphNode

# The map panel of a laptop, to tell how large a hub's label must be to be read before anyone zooms in.
_PANEL_WIDTH, _PANEL_HEIGHT = 1000, 640
_FONT = 16.0
# From here on a page has more lines than paper: they get thinner and lighter so that the nodes stay in front.
_MANY_LINKS = 600


@dataclass(frozen=True, slots=True)
class Drawing:
    """What pyvis made of a subgraph: plain lists and dicts, ready to be written as JSON."""

    nodes: list[dict[str, Any]]
    edges: list[dict[str, Any]]
    options: dict[str, Any]


def draw(subgraph: Subgraph, texts: MapTexts, as_of: int) -> Drawing:
    """Draws a sorted subgraph (see `drawable`). `as_of` (YYYYMMDD) decides which links have ended."""
    # Imported here: pyvis brings in IPython, which is slow, and every huoshui command imports this package.
    from pyvis.edge import Edge
    from pyvis.network import Network

    network = Network(directed=True)
    # Set as a dict: pyvis's set_options takes JavaScript text and strips every space from it, font names included.
    network.options = _options(len(subgraph.links))
    layout = lay_out(subgraph)
    count = degrees(subgraph.links)
    overview = _overview_font(layout.places)
    for node in subgraph.nodes:
        font = min(overview, _hub_font(layout.held.get(node.id, 0)))
        look = _node_look(node, count[node.id], font, focus=node.id == subgraph.focus)
        x, y = layout.places[node.id]
        network.add_node(node.id, label=wrap(node.name) or node.id, title=_node_title(node, texts), x=x, y=y, **look)
    names = {node.id: node.name for node in subgraph.nodes}
    bends = _bends(subgraph)
    for link in subgraph.links:
        look = _link_look(link, len(subgraph.links), ended=has_ended(link, as_of)) | bends.get(link_id(link), {})
        title = link_sentence(link, names, texts)
        # Not add_edge: it compares every new link with all that there are, which is quadratic.
        network.edges.append(Edge(link.start, link.end, id=link_id(link), title=title, **look).options)
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
        "color": {
            "background": declared.fill,
            "border": declared.border,
            "highlight": {"background": declared.fill, "border": "#D55E00"},
            "hover": {"background": declared.fill, "border": "#D55E00"},
        },
        "borderWidth": 2,
        "size": round(size, 1),
        "font": {"size": round(font, 1)},
    }
    if focus:
        look |= {"size": round(size * 1.5, 1), "borderWidth": 5, "font": {"size": round(max(font * 1.25, 20.0), 1)}}
        look["color"] = look["color"] | {"border": "#D55E00"}
        look["shadow"] = {"enabled": True, "color": "#D55E00", "size": 22, "x": 0, "y": 0}
    return look


def _size(node: SubgraphNode, degree: int) -> float:
    """Half the width of a node's shape: its area grows with the students, or with the links where nobody counted."""
    students = _students(node)
    grown = 6 + math.sqrt(students) / 3.4 if students else 9 + 2.2 * math.sqrt(degree)
    return max(9.0, min(grown, 26.0))


def _students(node: SubgraphNode) -> int:
    students = node.properties.get("students")
    return students if isinstance(students, int) and students > 0 else 0


def _link_look(link: SubgraphLink, total: int, *, ended: bool) -> dict[str, Any]:
    declared = link_look(link.type)
    crowd = max(0.35, min(1.0, math.sqrt(_MANY_LINKS / total)))
    entailed = is_entailed(link)
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
        look["arrows"]["to"]["scaleFactor"] = 0.7 if declared.end == "arrow" else 0.4
    if pattern:
        look["dashes"] = list(pattern)
    return look


def _bends(subgraph: Subgraph) -> dict[str, dict[str, Any]]:
    """How links that join the same two nodes curve away from each other, and loops on one node from each other."""
    between: dict[tuple[str, str], list[SubgraphLink]] = defaultdict(list)
    for link in subgraph.links:
        between[min(link.start, link.end), max(link.start, link.end)].append(link)
    bends: dict[str, dict[str, Any]] = {}
    for (low, high), links in between.items():
        for index, link in enumerate(links):
            if low == high:
                bends[link_id(link)] = {"selfReference": {"size": 18 + 10 * index, "angle": math.pi / 4}}
            elif len(links) > 1:
                bends[link_id(link)] = {"smooth": _curve(index, len(links), forward=link.start == low)}
    return bends


def _curve(index: int, total: int, *, forward: bool) -> dict[str, Any]:
    # Spread evenly to both sides of the straight line, as seen from the smaller id whichever way the link runs.
    bend = (index - (total - 1) / 2) * min(0.22, 0.8 / total)
    if not forward:
        bend = -bend
    if bend == 0:
        return {"enabled": False}
    return {"enabled": True, "type": "curvedCW" if bend > 0 else "curvedCCW", "roundness": round(abs(bend), 3)}


def _hub_font(held: int) -> float:
    """The largest font size for a hub's label: as wide as the cluster around it, which grows like its root."""
    return _FONT + (3 + 10 * math.sqrt(held) if held else 0)


def _overview_font(places: Mapping[str, tuple[int, int]]) -> float:
    """The font size, in canvas units, that is 11 px on screen when the whole map is shown."""
    if not places:
        return _FONT
    xs, ys = [x for x, _ in places.values()], [y for _, y in places.values()]
    zoomed_out: float = max((max(xs) - min(xs)) / _PANEL_WIDTH, (max(ys) - min(ys)) / _PANEL_HEIGHT)
    return max(_FONT, 11 * zoomed_out)


def _options(links: int) -> dict[str, Any]:
    return {
        "autoResize": False,
        "physics": {"enabled": False},
        "layout": {"improvedLayout": False, "randomSeed": SEED},
        "interaction": {
            "hover": links <= _MANY_LINKS,
            "hideEdgesOnDrag": links > _MANY_LINKS,
            "hideEdgesOnZoom": links > _MANY_LINKS,
            "tooltipDelay": 150,
            "keyboard": {"enabled": True, "bindToWindow": False},
        },
        "nodes": {
            "font": {"face": "system-ui, sans-serif", "strokeWidth": 3, "vadjust": -2},
            # A label smaller than 5 px on screen is noise; one larger than 22 px is in the way.
            "scaling": {"label": {"drawThreshold": 6, "maxVisible": 22}},
        },
        "edges": {"smooth": {"enabled": False}, "arrowStrikethrough": False, "selectionWidth": 1.5},
    }
