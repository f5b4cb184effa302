"""Reach against networkx on random graphs: the same nodes at the same distance, by paths that are really there."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from itertools import pairwise

import networkx as nx
import pytest

from graph.answers import Library
from graph.values import PartialDate
from tests.graphs import Link, write_graph
from tests.held_graph import Graph

SCHOOLS, GROUPS = 60, 8
TIES = ("MEMBER_OF", "LEADS", "AIDS", "PAIRED_WITH", "CAMPUS_OF", "SPUN_OFF_FROM")


def random_links(chance: random.Random) -> list[Link]:
    """Sparse, so that distances differ; half of the links dated, some of them ended."""
    schools = [f"s{n}" for n in range(SCHOOLS)]
    groups = [f"g{n}" for n in range(GROUPS)]
    links = []
    for _ in range(75):
        type_ = chance.choice(TIES)
        start, end = chance.sample(schools, 2)
        if type_ in {"MEMBER_OF", "LEADS"}:
            end = chance.choice(groups)
        elif type_ == "SPUN_OFF_FROM":
            start, end = chance.sample(groups, 2)
        since = chance.choice([None, "2019", "2021-03", "2024-05-06"])
        until = chance.choice([None, None, None, "2022", "2025-06"])
        # A number of its own in front, so that the order of keys is not the order of types.
        links.append(Link(type_, start, end, f"{type_.lower().replace('_', '-')}-{chance.random():.12f}", since, until))
    return links


def arcs(links: list[Link], ties: list[str], direction: str, day: int | None) -> Iterator[tuple[str, str, str]]:
    """(from, to, key) of each step that may be taken."""
    for link in links:
        if link.type in ties and link.holds(day):
            if direction != "in" or link.type == "PAIRED_WITH":
                yield link.start, link.end, link.key
            if direction != "out" or link.type == "PAIRED_WITH":
                yield link.end, link.start, link.key


@pytest.mark.long
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_reach_is_what_breadth_first_search_finds(
    empty_graph: Graph, seed: int, sized: Callable[[int, int], int]
) -> None:
    questions = sized(12, 500)
    chance = random.Random(seed)
    links = random_links(chance)
    by_key = {link.key: link for link in links}
    nodes = sorted({end for link in links for end in (link.start, link.end)})
    write_graph(empty_graph.writer, links)
    library = Library(empty_graph.writer)
    seen = 0
    for _ in range(questions):
        start, hops, direction = chance.choice(nodes), chance.randint(1, 6), chance.choice(["any", "any", "out", "in"])
        ties = sorted(chance.sample(TIES, chance.randint(3, len(TIES))))
        as_of = chance.choice(["any", "2020-07-01", "2022-12-31", "2025-07-01"])
        day = None if as_of == "any" else PartialDate.parse(as_of).first_day
        steps = list(arcs(links, ties, direction, day))
        network = nx.DiGraph((tail, head) for tail, head, _ in steps)
        network.add_node(start)
        distance = nx.single_source_shortest_path_length(network, start, cutoff=hops)
        given = {"start": start, "hops": hops, "ties": ties, "direction": direction, "as_of": as_of}

        answer = library.ask("reach", given)

        assert {row["id"]: row["hops"] for row in answer.rows} == {n: d for n, d in distance.items() if n != start}
        for row in answer.rows:
            assert len(row["path"]) == row["hops"]
            walked = [start]
            for step in row["path"]:
                link = by_key[step["key"]]
                assert (link.type, link.start, link.end) == (step["type"], step["from"], step["to"])
                walked.append(link.end if link.start == walked[-1] else link.start)
            assert walked[-1] == row["id"]
            pairs = {(tail, head) for tail, head, _ in steps}
            assert all(pair in pairs for pair in pairwise(walked))
            last = min(key for tail, head, key in steps if head == row["id"] and distance.get(tail) == row["hops"] - 1)
            assert row["path"][-1]["key"] == last
        used = {step["key"] for row in answer.rows for step in row["path"]}
        undated = sum(by_key[key].since is None and by_key[key].until is None for key in used)
        assert answer.receipt.undated_links == undated
        seen += len(answer.rows)
    assert seen > questions * 3  # the graphs are not so sparse that nothing is tested
