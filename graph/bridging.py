"""Bridges of a network: where one pair alone joins two parts, and how many schools hang on it."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple, cast

import rustworkx


class FallenPart(NamedTuple):
    """What falls off without a bridge: the end on its side, the other end, and the schools in it."""

    held: int
    holder: int
    schools: int


def fallen_parts(
    pairs: Iterable[tuple[int, int]], is_school: Sequence[bool], order: Sequence[int]
) -> Iterator[FallenPart]:
    """The smaller part at each bridge between nodes 0, 1, 2 …; of two of one size that whose end is first in `order`.

    Each pair is given once, whichever way round, and none joins a node to itself."""
    network: rustworkx.PyGraph[int, None] = rustworkx.PyGraph(multigraph=False)
    network.add_nodes_from(range(len(is_school)))
    network.add_edges_from_no_data(list(pairs))
    bridges = cast("list[tuple[int, int]]", list(rustworkx.bridges(network)))
    network.remove_edges_from(bridges)
    lies_in = [0] * len(is_school)
    schools = []
    for piece, nodes in enumerate(rustworkx.connected_components(network)):
        schools.append(sum(is_school[node] for node in nodes))
        for node in nodes:
            lies_in[node] = piece
    # Bridges join these pieces to trees, from which one leaf after another is taken. A piece keeps the sum of the
    # numbers of its bridges: where one is left, that is its number.
    left, numbers = [0] * len(schools), [0] * len(schools)
    for number, bridge in enumerate(bridges):
        for node in bridge:
            left[lies_in[node]] += 1
            numbers[lies_in[node]] += number
    leaves = deque(piece for piece, count in enumerate(left) if count == 1)
    taken: list[tuple[int, int, tuple[int, int]]] = []
    while leaves:
        leaf = leaves.popleft()
        if not left[leaf]:
            continue  # the last of its tree
        number = numbers[leaf]
        one, other = bridges[number]
        end, far = (one, other) if lies_in[one] == leaf else (other, one)
        above = lies_in[far]
        taken.append((leaf, above, (end, far)))
        schools[above] += schools[leaf]
        left[leaf] -= 1
        left[above] -= 1
        numbers[above] -= number
        if left[above] == 1:
            leaves.append(above)
    whole = list(schools)
    for leaf, above, (end, far) in reversed(taken):
        whole[leaf] = whole[above]
        inside, outside = schools[leaf], whole[leaf] - schools[leaf]
        smaller = (inside, order[end]) < (outside, order[far])
        yield FallenPart(end, far, inside) if smaller else FallenPart(far, end, outside)
