"""Centrality of groups, counted on the small dataset (tests/data/small/README.md) and on a shape made by hand."""

from __future__ import annotations

from importlib import import_module

import pytest

from graph.answers import Library
from tests.graphs import Link, write_graph
from tests.held_graph import Graph

# The package exports the function under the same name.
MODULE = import_module("graph.computed.group_centrality")
DAY = "2025-09-01"


def test_betweenness_is_the_fraction_of_shortest_ways_through_a_group(small: Library) -> None:
    """15 nodes: 91 pairs of others. Without g1 they fall into 2 + 2 + 2 + 8: 60 pairs apart; without g2 into 7 + 7:
    49; without g3, a5 is apart from 13. 15 pairs are tied; b1 and a1 are tied twice to what they lead."""
    answer = small.ask("group_centrality", {"as_of": DAY})
    assert [(row["group_id"], row["members"], row["exact"]) for row in answer.rows] == [
        ("g1", 3, True),
        ("g2", 2, True),
        ("g3", 2, True),
    ]
    assert [row["betweenness"] for row in answer.rows] == pytest.approx([60 / 91, 49 / 91, 13 / 91])
    assert answer.extra == {"totals": {"nodes": 15, "ties": 15}}
    # The campus, b1's lead and membership, a7's membership, b2's training.
    assert answer.receipt.undated_links == 5


def test_openness_of_groups(small: Library) -> None:
    """g1: a1 and its campus within; a6, b5 and g2 outside. g2: b1 helps b2 within; g1, b4 and 530126 outside.
    g3: b4 is helped by b1, outside."""
    rows = {row["group_id"]: row for row in small.ask("group_centrality", {"as_of": DAY}).rows}
    assert {id_: (row["internal_ties"], row["external_ties"], row["ei_index"]) for id_, row in rows.items()} == {
        "g1": (1, 3, 0.5),
        "g2": (1, 3, 0.5),
        "g3": (0, 1, 1.0),
    }


def test_a_member_of_two_groups_ties_each_to_the_other(empty_graph: Graph) -> None:
    """s2 is in both: its tie to g2 leads out of g1, and the other way round. Its two aid links to s1, which is in g1
    alone, are one pair: within g1, and out of g2. g3 has no ties."""
    links = [
        Link("MEMBER_OF", "s1", "g1", "member-of-1"),
        Link("LEADS", "s1", "g1", "leads-1"),
        Link("MEMBER_OF", "s2", "g1", "member-of-2"),
        Link("MEMBER_OF", "s2", "g2", "member-of-3"),
        Link("AIDS", "s1", "s2", "aids-1"),
        Link("AIDS", "s2", "s1", "aids-2"),
        Link("AIDS", "s1", "s2", "aids-3", until="2020"),
    ]
    write_graph(empty_graph.writer, links, alone=["g3"])
    rows = Library(empty_graph.writer).ask("group_centrality", {"as_of": DAY}).rows
    assert {row["group_id"]: (row["internal_ties"], row["external_ties"], row["ei_index"]) for row in rows} == {
        "g1": (1, 1, 0.0),
        "g2": (0, 2, 1.0),
        "g3": (0, 0, None),
    }
    assert [row["betweenness"] for row in rows] == [0, 0, 0]


def test_a_large_network_is_estimated_and_says_so(small: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    """From all 15 nodes as pivots the estimate is the number itself."""
    monkeypatch.setattr(MODULE, "MAX_EXACT", 14)
    monkeypatch.setattr(MODULE, "PIVOTS", 15)
    rows = small.ask("group_centrality", {"as_of": DAY}).rows
    assert [row["exact"] for row in rows] == [False] * 3
    assert [row["betweenness"] for row in rows] == pytest.approx([60 / 91, 49 / 91, 13 / 91])


def test_the_most_central_are_kept(small: Library) -> None:
    answer = small.ask("group_centrality", {"as_of": DAY}, max_rows=2)
    assert [row["group_id"] for row in answer.rows] == ["g1", "g2"]
    assert (answer.receipt.truncated, answer.receipt.cut_at) == (True, 2)
