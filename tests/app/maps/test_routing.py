from __future__ import annotations

from itertools import pairwise

import numpy as np

from app.maps.drawing import Drawing, draw, opening_zoom
from app.maps.limit import drawable
from app.maps.routing import curve_points, route
from app.maps.texts import MapTexts
from graph.answers import Library
from graph.model import TIES
from graph.statement import Statement
from graph.subgraph import Subgraph, SubgraphLink, SubgraphNode

DAY = 20250901
CLEAR_PX = 4.0
MOST_NODES = 60


def covered(drawing: Drawing) -> list[tuple[str, str]]:
    """(link, node) wherever a link runs nearer to a node than CLEAR_PX when the whole map is shown."""
    points = {node["id"]: np.array([node["x"], node["y"]], dtype=float) for node in drawing.nodes}
    zoom = opening_zoom({id_: (int(x), int(y)) for id_, (x, y) in points.items()})
    found = []
    for edge in drawing.edges:
        ends = {edge["from"], edge["to"]}
        smooth = edge.get("smooth") or {"enabled": False}
        bend = 0.0
        if smooth["enabled"]:
            bend = smooth["roundness"] * (1 if smooth["type"] == "curvedCW" else -1)
        curve = curve_points(points[edge["from"]], points[edge["to"]], bend, np.linspace(0, 1, 200))
        for node in drawing.nodes:
            gap = np.hypot(*(curve - points[node["id"]]).T).min() - node["size"]
            if node["id"] not in ends and len(ends) == 2 and gap * zoom < CLEAR_PX:
                found.append((edge["id"], node["id"]))
    return found


def foci(library: Library) -> list[str]:
    statement = Statement(
        "foci",
        f"MATCH (n)-[:{'|'.join(TIES)}]-() RETURN DISTINCT n.id AS id ORDER BY id",
    )
    return [row["id"] for row in library.store.read_all(statement, {})]


def links_looked_at(library: Library) -> int:
    """Draws the maps of every ninth one with ties, and counts their links; none may run over a node."""
    looked_at = 0
    for focus in foci(library)[::9]:
        for hops in (1, 2):
            view = library.ask("network", {"focus": focus, "hops": hops, "as_of": "any"}).extra["view"]
            if len(view.nodes) <= MOST_NODES:
                looked_at += len(view.links)
                assert covered(draw(drawable(view).subgraph, MapTexts("zh"), DAY)) == [], (focus, hops)
    return looked_at


def test_no_link_of_the_reports_runs_over_a_node_that_it_does_not_end_at(seeds: Library) -> None:
    assert links_looked_at(seeds) > 100
    view = seeds.ask("network", {"focus": "530100", "hops": 2, "as_of": "any"}).extra["view"]
    assert covered(draw(drawable(view).subgraph, MapTexts("zh"), DAY)) == []


def test_no_link_of_the_lists_of_pairs_runs_over_a_node_that_it_does_not_end_at(pairings: Library) -> None:
    assert links_looked_at(pairings) > 100


def test_a_link_bends_around_a_node_in_its_way() -> None:
    nodes = [SubgraphNode(id_, "School", id_) for id_ in "abc"]
    places = {"a": (0, 0), "b": (200, 0), "c": (100, 0)}
    routes = route(Subgraph(nodes, [SubgraphLink("1", "AIDS", "a", "b")]), places, dict.fromkeys("abc", 10.0), 8.0)
    assert routes.places == places
    assert routes.curves["AIDS:1"]["smooth"]["enabled"]


def test_a_node_makes_way_where_no_bend_helps_unless_its_place_means_something() -> None:
    """A wall of nodes between two, as far as a link may bend."""
    wall = {f"w{i}": (500, 60 * i - 600) for i in range(21)}
    places = {"a": (0, 0), "b": (1000, 0), **wall}
    view = Subgraph([SubgraphNode(id_, "School", id_) for id_ in places], [SubgraphLink("1", "AIDS", "a", "b")])
    sizes = dict.fromkeys(places, 26.0)
    assert route(view, places, sizes, 8.0, fixed=True).places == places
    moved = route(view, places, sizes, 8.0).places
    assert moved != places
    assert {id_ for id_ in places if places[id_] != moved[id_]} < wall.keys()


def test_many_links_between_two_stay_apart() -> None:
    """Case 25 of what people reported: five links between two schools are five lines."""
    nodes = [SubgraphNode("q1", "School", "强校"), SubgraphNode("w1", "School", "弱校")]
    links = [SubgraphLink(str(i), "AIDS", *(("q1", "w1") if i % 2 else ("w1", "q1"))) for i in range(5)]
    places = {"q1": (0, 0), "w1": (300, 0)}
    curves = route(Subgraph(nodes, links), places, {"q1": 10.0, "w1": 10.0}, 8.0).curves
    heights = []
    for link in links:
        smooth = curves[f"AIDS:{link.key}"]["smooth"]
        bend = smooth.get("roundness", 0.0) * (1 if smooth.get("type") == "curvedCW" else -1)
        start, end = (np.array(places[id_], dtype=float) for id_ in (link.start, link.end))
        heights.append(float(curve_points(start, end, bend)[12][1]))
    assert all(b - a > 15 for a, b in pairwise(sorted(heights)))
