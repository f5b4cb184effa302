from __future__ import annotations

import pytest

from app.maps.limit import degrees, drawable, link_id
from graph.subgraph import Subgraph, SubgraphLink, SubgraphNode


def chain(focus: str | None = None) -> Subgraph:
    """a - b - c - d - e, and c has one more neighbour, f."""
    nodes = [SubgraphNode(name, "School", name) for name in "fedcba"]
    pairs = [("a", "b"), ("c", "b"), ("c", "d"), ("d", "e"), ("f", "c")]
    return Subgraph(nodes, [SubgraphLink(s + e, "AIDS", s, e) for s, e in pairs], focus, left_out=4, cut_at=6)


def test_within_the_limit_nothing_is_cut_and_all_is_sorted() -> None:
    drawn = drawable(chain(), 6)
    assert [node.id for node in drawn.subgraph.nodes] == list("abcdef")
    assert [link.key for link in drawn.subgraph.links] == ["ab", "cb", "cd", "de", "fc"]
    assert (drawn.rule, drawn.subgraph.left_out, drawn.subgraph.cut_at) == ("", 4, 6)


def test_the_nearest_to_the_focus_are_kept() -> None:
    drawn = drawable(chain("a"), 3)
    assert [node.id for node in drawn.subgraph.nodes] == ["a", "b", "c"]
    assert [link.key for link in drawn.subgraph.links] == ["ab", "cb"]
    assert (drawn.rule, drawn.subgraph.left_out, drawn.subgraph.cut_at) == ("rule_focus", 7, 3)
    assert drawn.subgraph.focus == "a"
    assert drawn.subgraph.nodes_left_out == {"School": 3}
    assert drawn.subgraph.links_left_out == {"AIDS": 3}


@pytest.mark.parametrize("focus", [None, "nobody"])
def test_without_a_focus_the_best_connected_are_kept(focus: str | None) -> None:
    drawn = drawable(chain(focus), 3)
    assert [node.id for node in drawn.subgraph.nodes] == ["b", "c", "d"]
    assert drawn.rule == "rule_degree"
    assert drawn.subgraph.focus is None


def test_a_view_that_would_blank_the_page_is_refused() -> None:
    node = SubgraphNode("a", "School", "甲")
    with pytest.raises(ValueError, match=r"repeated: \['a'\]"):
        drawable(Subgraph([node, node], []))
    link = SubgraphLink("1", "AIDS", "a", "a")
    with pytest.raises(ValueError, match=r"repeated: \['AIDS:1'\]"):
        drawable(Subgraph([node], [link, link]))
    with pytest.raises(ValueError, match=r"an end is missing of: \['AIDS:2'\]"):
        drawable(Subgraph([node], [SubgraphLink("2", "AIDS", "a", "gone")]))


def test_two_types_may_share_a_key() -> None:
    assert link_id(SubgraphLink("1", "LEADS", "a", "g")) != link_id(SubgraphLink("1", "MEMBER_OF", "a", "g"))


def test_a_loop_counts_once() -> None:
    assert degrees([SubgraphLink("1", "AIDS", "a", "a"), SubgraphLink("2", "AIDS", "a", "b")]) == {"a": 2, "b": 1}
