"""Parts at bridges, against taking each pair of a drawn network away."""

from __future__ import annotations

import networkx as nx
from hypothesis import given
from hypothesis import strategies as st

from graph.bridging import FallenPart, fallen_parts

NODES = 12
PAIRS = st.sets(st.tuples(st.integers(0, NODES - 1), st.integers(0, NODES - 1)).filter(lambda pair: pair[0] < pair[1]))


def by_taking_away(pairs: set[tuple[int, int]], is_school: list[bool], order: list[int]) -> set[FallenPart]:
    found = set()
    for pair in pairs:
        network: nx.Graph[int] = nx.Graph()
        network.add_nodes_from(range(NODES))
        network.add_edges_from(pairs - {pair})
        if nx.has_path(network, *pair):
            continue
        schools = {end: sum(is_school[node] for node in nx.node_connected_component(network, end)) for end in pair}
        held = min(pair, key=lambda end: (schools[end], order[end]))
        (holder,) = set(pair) - {held}
        found.add(FallenPart(held, holder, schools[held]))
    return found


@given(
    PAIRS,
    st.lists(st.booleans(), min_size=NODES, max_size=NODES),
    st.permutations(range(NODES)),
)
def test_each_bridge_has_its_smaller_part(pairs: set[tuple[int, int]], is_school: list[bool], order: list[int]) -> None:
    found = list(fallen_parts(pairs, is_school, order))
    assert len(found) == len(set(found))
    assert set(found) == by_taking_away(pairs, is_school, order)


def test_a_chain_of_many_is_walked_without_going_deep() -> None:
    """Each step of a way of 50,000 is a bridge, and the farthest falls off alone."""
    size = 50_000
    found = {
        part.held: part
        for part in fallen_parts(zip(range(size - 1), range(1, size), strict=True), [True] * size, range(size))
    }
    assert len(found) == size - 1
    assert found[0] == FallenPart(0, 1, 1)
    assert max(part.schools for part in found.values()) == size // 2
