"""Betweenness of drawn networks, as networkx finds it."""

from __future__ import annotations

import random

import networkx as nx
import numpy as np
import pytest

from graph.betweenness import betweenness


@pytest.mark.parametrize("seed", range(8))
def test_it_is_that_of_networkx(seed: int) -> None:
    """Also where the network falls into parts, and of nodes that no pair joins."""
    size = 40
    chance = random.Random(seed)
    pairs_drawn = (sorted(chance.sample(range(size), 2)) for _ in range(10 + 12 * seed))
    drawn = {(one, other) for one, other in pairs_drawn}
    network: nx.Graph[int] = nx.Graph()
    network.add_nodes_from(range(size))
    network.add_edges_from(drawn)
    pairs = np.array(sorted(drawn))
    found = betweenness(size, pairs[:, 0], pairs[:, 1], range(size))
    expected = nx.betweenness_centrality(network)
    assert found == pytest.approx([expected[node] for node in range(size)])


def test_from_some_nodes_it_is_estimated() -> None:
    """In a star all ways lead through the middle, wherever they start."""
    size = 101
    middle, tips = np.zeros(size - 1, dtype=np.int64), np.arange(1, size)
    assert betweenness(size, middle, tips, [3, 7])[0] == 1
    assert betweenness(size, middle, tips, [3, 7])[1:] == pytest.approx([0] * (size - 1))


def test_a_network_of_two_has_nothing_between() -> None:
    assert list(betweenness(2, np.array([0]), np.array([1]), range(2))) == [0, 0]
