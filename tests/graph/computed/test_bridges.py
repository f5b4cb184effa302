"""Bridges on the small dataset (tests/data/small/README.md), on shapes made by hand, and against taking ties away."""

from __future__ import annotations

import random
from typing import Any

import networkx as nx
import pytest

from graph.answers import Library
from tests.graphs import Link, write_graph
from tests.held_graph import Graph

DAY = "2025-09-01"


def found(library: Library, **given: Any) -> list[tuple[str, str, int]]:
    rows = library.ask("bridges", {"as_of": DAY, **given}).rows
    return [(row["held_id"], row["holder_id"], row["schools_held"]) for row in rows]


def test_what_hangs_on_one_pair(small: Library) -> None:
    """Of ten schools that are tied together, b1, b2, b4 and a5 lie beyond g2. b1, b2 and g2 are a ring."""
    assert found(small) == [("g2", "g1", 4), ("a1", "g1", 2), ("a2", "g1", 2), ("a7", "g1", 2), ("b4", "b1", 2)]
    single = [("a1-east", "a1", 1), ("a5", "g3", 1), ("a6", "a2", 1), ("b5", "a7", 1), ("g3", "b4", 1)]
    assert found(small, least=1) == [*found(small), *single]
    assert found(small, least=5) == []


def test_a_bridge_tells_all_its_ties(small: Library) -> None:
    answer = small.ask("bridges", {"as_of": DAY})
    (row,) = [row for row in answer.rows if row["held_id"] == "a1"]
    assert (row["held"], row["holder"], sorted(row["types"])) == ("甲一中", "甲一中教育集团", ["LEADS", "MEMBER_OF"])
    assert len(row["keys"]) == 2
    # a7's membership has no date.
    assert answer.receipt.undated_links == 1


def test_another_way_is_no_bridge(small: Library) -> None:
    """In June 2024 a1 aided b3, which has nothing else; in June 2023 a3 was still in g1."""
    assert ("b3", "a1", 1) in found(small, least=1, as_of="2024-06-30")
    assert ("a3", "g1", 1) in found(small, least=1, as_of="2023-06-30")


def test_cuts_are_told(small: Library) -> None:
    answer = small.ask("bridges", {"as_of": DAY}, max_rows=2)
    assert (len(answer.rows), answer.receipt.truncated, answer.receipt.cut_at) == (2, True, 2)


def test_of_two_equal_parts_the_smaller_id_is_told(empty_graph: Graph) -> None:
    links = [Link("AIDS", "s3", "s1", "aids-1"), Link("AIDS", "s1", "s2", "aids-2"), Link("AIDS", "s2", "s4", "aids-3")]
    write_graph(empty_graph.writer, links)
    assert found(Library(empty_graph.writer)) == [("s1", "s2", 2)]
    assert found(Library(empty_graph.writer), least=1)[1:] == [("s3", "s1", 1), ("s4", "s2", 1)]


@pytest.mark.parametrize("seed", [1, 2])
def test_without_a_bridge_so_many_schools_are_cut_off(empty_graph: Graph, seed: int) -> None:
    chance = random.Random(seed)
    nodes = [f"s{n}" for n in range(25)] + [f"g{n}" for n in range(5)]
    drawn = (sorted(chance.sample(nodes, 2)) for _ in range(32))
    pairs = {(one, other) for one, other in drawn}
    write_graph(empty_graph.writer, [Link("AIDS", *pair, f"aids-{pair[0]}-{pair[1]}") for pair in sorted(pairs)])
    expected = set()
    for pair in pairs:
        network: nx.Graph[str] = nx.Graph()
        network.add_nodes_from(pair)
        network.add_edges_from(pairs - {pair})
        if not nx.has_path(network, *pair):
            sides = {end: sum(n[0] == "s" for n in nx.node_connected_component(network, end)) for end in pair}
            held = min(pair, key=lambda end: (sides[end], end))
            if sides[held]:
                expected.add((held, pair[1 - pair.index(held)], sides[held]))
    assert len(expected) > 3
    assert set(found(Library(empty_graph.writer), least=1)) == expected
