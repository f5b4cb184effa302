from __future__ import annotations

import math
import time
from collections.abc import Callable

import pytest

from app.maps.layout import ASPECT, CELL, lay_out
from app.maps.limit import drawable
from graph.subgraph import Subgraph, SubgraphLink, SubgraphNode


def apart(places: dict[str, tuple[int, int]]) -> float:
    """The least distance between two nodes, with the sideways stretch taken out."""
    points = sorted((x / ASPECT, y) for x, y in places.values())
    least = math.inf
    for index, (x, y) in enumerate(points):
        for x2, y2 in points[index + 1 :]:
            if x2 - x > least:
                break
            least = min(least, math.hypot(x2 - x, y2 - y))
    return least


@pytest.mark.parametrize(("nodes", "links"), [(2, 1), (13, 12), (100, 160), (400, 1200)])
def test_nodes_have_room_for_a_label(crowd: Callable[[int, int], Subgraph], nodes: int, links: int) -> None:
    assert apart(lay_out(drawable(crowd(nodes, links)).subgraph).places) >= 0.75 * CELL


def test_members_stand_nearer_to_their_own_group_than_to_any_other(crowd: Callable[[int, int], Subgraph]) -> None:
    view = drawable(crowd(130, 130)).subgraph
    places = lay_out(view).places
    groups = [node.id for node in view.nodes if node.label == "EducationGroup"]
    members = [link for link in view.links if link.type == "MEMBER_OF"]
    assert len(groups) == 10
    nearest = {m.start: min(groups, key=lambda g: math.dist(places[g], places[m.start])) for m in members}
    own = sum(nearest[m.start] == m.end for m in members)
    assert own / len(members) >= 0.95


def test_the_map_is_wider_than_high_but_no_ribbon(crowd: Callable[[int, int], Subgraph]) -> None:
    places = lay_out(drawable(crowd(260, 300)).subgraph).places.values()
    width = max(x for x, _ in places) - min(x for x, _ in places)
    height = max(y for _, y in places) - min(y for _, y in places)
    assert 1 <= width / height <= 3.3


def test_a_member_with_a_link_outside_sits_on_that_side() -> None:
    nodes = [SubgraphNode("g", "EducationGroup", "甲"), SubgraphNode("h", "EducationGroup", "乙")]
    nodes += [SubgraphNode(f"g{i}", "School", f"g{i}") for i in range(8)]
    nodes += [SubgraphNode(f"h{i}", "School", f"h{i}") for i in range(8)]
    links = [SubgraphLink(node.id, "MEMBER_OF", node.id, node.id[0]) for node in nodes if len(node.id) == 2]
    links.append(SubgraphLink("bridge", "AIDS", "g5", "h2"))
    places = lay_out(drawable(Subgraph(nodes, links)).subgraph).places
    for end, far in (("g5", "h"), ("h2", "g")):
        ring = [f"{end[0]}{i}" for i in range(8)]
        unstretched = {n: (x / ASPECT, y) for n, (x, y) in places.items()}
        nearest = min(math.dist(unstretched[n], unstretched[far]) for n in ring)
        assert math.dist(unstretched[end], unstretched[far]) == pytest.approx(nearest, rel=0.02)


@pytest.mark.parametrize("grouped", [True, False])
def test_the_largest_page_is_laid_out_in_time(crowd: Callable[[int, int], Subgraph], grouped: bool) -> None:
    view = crowd(1500, 5000)
    if not grouped:
        # Without a single membership every node is a cluster of its own: the slowest case.
        links = [SubgraphLink(link.key, "AIDS", link.start, link.end) for link in view.links]
        view = Subgraph(view.nodes, links)
    view = drawable(view).subgraph
    began = time.process_time()
    places = lay_out(view).places
    assert len(set(places.values())) == 1500
    # The promise is 3 s; the machine that runs the tests may be busy or slow.
    assert time.process_time() - began < 9


def test_an_empty_view_has_an_empty_layout() -> None:
    assert lay_out(Subgraph([], [])).places == {}
