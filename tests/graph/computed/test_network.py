"""Networks on the small dataset: what reach finds, with all ties among it."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest

from graph import Subgraph
from graph.answers import Answer, Library
from graph.errors import NotFound

pytestmark = pytest.mark.sample

DAY = "2025-09-01"


def ask(library: Library, focus: str, hops: int, **given: Any) -> tuple[Answer, Subgraph]:
    max_rows = given.pop("max_rows", None)
    answer = library.ask("network", {"focus": focus, "hops": hops, "as_of": DAY, **given}, max_rows=max_rows)
    view = answer.extra["view"]
    assert isinstance(view, Subgraph)
    return answer, view


def ties(view: Subgraph) -> list[tuple[str, str, str]]:
    return sorted((link.type, link.start, link.end) for link in view.links)


def test_nodes_within_the_hops_and_all_ties_among_them(small: Library) -> None:
    """b1 and b2 are both one hop from g2, and b1 aids b2: that tie is on no shortest path and is drawn."""
    answer, view = ask(small, "g2", 1)
    assert [node.id for node in view.nodes] == ["b1", "b2", "g1", "g2"]
    assert ties(view) == [
        ("AIDS", "b1", "b2"),
        ("LEADS", "b1", "g2"),
        ("MEMBER_OF", "b1", "g2"),
        ("MEMBER_OF", "b2", "g2"),
        ("SPUN_OFF_FROM", "g2", "g1"),
    ]
    assert [(row["key"], row["properties"]) for row in answer.rows] == [(tie.key, tie.properties) for tie in view.links]
    assert (view.focus, view.left_out, view.cut_at) == ("g2", 0, 0)
    # b1 leads, and is a member, without a date; its aid to b2 has none either.
    assert answer.receipt.undated_links == 3


def test_a_node_carries_what_is_known_but_no_bookkeeping(small: Library) -> None:
    _, view = ask(small, "g2", 1)
    b1 = next(node for node in view.nodes if node.id == "b1")
    assert (b1.label, b1.name, b1.properties["students"], b1.properties["lead"]) == ("School", "乙一中", 800, True)
    assert not {"run", "datasets", "id", "name"} & set(b1.properties)
    assert all(value is not None for value in b1.properties.values())
    led = next(link for link in view.links if link.type == "LEADS")
    assert led.properties == {"source_ids": ["small-2"], "locators": ["L2"]}


def test_ended_ties_and_those_not_asked_for_stay_out(small: Library) -> None:
    assert ties(ask(small, "b3", 1)[1]) == []
    assert ties(ask(small, "b3", 1, as_of="2022-01-01")[1]) == [("AIDS", "a1", "b3")]
    assert ties(ask(small, "g2", 1, ties="LEADS")[1]) == [("LEADS", "b1", "g2")]


def test_the_nearest_are_kept_when_it_is_too_large(small: Library) -> None:
    answer, view = ask(small, "a1", 6, max_rows=4)
    assert {node.id for node in view.nodes} == {"a1", "a1-east", "g1", "a2"}
    assert (view.left_out, view.cut_at) == (11, 4)  # 15 in all, with the start
    assert (answer.receipt.truncated, answer.receipt.cut_at) == (True, 4)
    inside = {node.id for node in view.nodes}
    assert all({link.start, link.end} <= inside for link in view.links)


@pytest.mark.parametrize(("focus", "most"), [("a1", 4), ("530125", 3), ("g2", 1)])
def test_what_is_left_out_is_counted_by_label_and_by_type(small: Library, focus: str, most: int) -> None:
    _, whole = ask(small, focus, 6)
    _, view = ask(small, focus, 6, max_rows=most)
    kept, drawn = {node.id for node in view.nodes}, {(link.type, link.key) for link in view.links}
    assert view.nodes_left_out == Counter(node.label for node in whole.nodes if node.id not in kept)
    assert sum(view.nodes_left_out.values()) == view.left_out > 0
    assert view.links_left_out == Counter(tie.type for tie in whole.links if (tie.type, tie.key) not in drawn)
    assert (whole.nodes_left_out, whole.links_left_out) == ({}, {})


def test_around_a_region_stands_what_lies_in_it(small: Library) -> None:
    _, view = ask(small, "530125", 1)
    assert {node.id for node in view.nodes} == {"530125", "b1", "b2", "b3", "b4", "b5", "g2"}
    assert ("LOCATED_IN", "b3", "530125") in ties(view)
    assert ("AIDS", "b1", "b4") in ties(view)


def test_a_view_becomes_a_networkx_graph(small: Library) -> None:
    network = ask(small, "g2", 1)[1].to_networkx()
    assert sorted(network.nodes) == ["b1", "b2", "g1", "g2"]
    assert network.number_of_edges("b1", "g2") == 2
    assert network.nodes["b1"]["label"] == "School"


def test_an_unknown_focus_is_not_found(small: Library) -> None:
    with pytest.raises(NotFound):
        ask(small, "nobody", 1)
