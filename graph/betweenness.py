"""Betweenness: the fraction of shortest ways between two others that pass through a node, from some of the nodes.

After U. Brandes, "A faster algorithm for betweenness centrality" (2001), a level of the search at a time: what a search
from one node finds is added up backwards. rustworkx knows it from all nodes only, which a country would never see done.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]


def betweenness(size: int, one: Numbers, other: Numbers, pivots: Sequence[int] | Numbers) -> Floats:
    """Of nodes 0, 1, 2 … that pairs join, each pair given once: a fraction from 0 to 1.

    Exact where all nodes are `pivots`; else estimated from the ways that start at those."""
    starts, ends = np.concatenate([one, other]), np.concatenate([other, one])
    order = np.argsort(starts, kind="stable")
    ends, first = ends[order], np.searchsorted(starts[order], np.arange(size + 1))
    passing = np.zeros(size)
    # numpy lets go of the interpreter while it computes. Added up in order, whoever is done first: sums stay the same.
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        for found in pool.map(lambda pivot: _passing_from(pivot, ends, first), pivots):
            passing += found
    others = (size - 1) * (size - 2)
    # An estimate may come out above what there can be.
    return np.minimum(passing * size / len(pivots) / others, 1) if others > 0 else passing


def _passing_from(pivot: int, ends: Numbers, first: Numbers) -> Floats:
    """For each node the sum of its fractions of the shortest ways from a pivot to all others."""
    size = len(first) - 1
    distance, ways, place = np.full(size, -1, np.int32), np.zeros(size), np.empty(size, np.int64)
    distance[pivot], ways[pivot] = 0, 1
    level = np.array([pivot])
    steps: list[tuple[Numbers, Numbers]] = []
    while level.size:
        counts = first[level + 1] - first[level]
        before = np.repeat(level, counts)
        after = ends[np.arange(counts.sum()) + np.repeat(first[level] - np.cumsum(counts) + counts, counts)]
        onward = distance[after] < 0
        before, reached = before[onward], after[onward]
        # Each once: of those that were reached in several places the last one keeps its own.
        places = np.arange(reached.size)
        place[reached] = places
        level = reached[place[reached] == places]
        distance[level] = len(steps) + 1
        np.add.at(ways, reached, ways[before])
        steps.append((before, reached))
    passing = np.zeros(size)
    for before, after in reversed(steps):
        np.add.at(passing, before, ways[before] / ways[after] * (1 + passing[after]))
    passing[pivot] = 0
    return passing
