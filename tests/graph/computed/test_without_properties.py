"""What-ifs against the graph in which what leaves is really not there, on random graphs."""

from __future__ import annotations

import random
from typing import Any

import pytest

from graph.answers import Library
from tests.graphs import Link, write_graph
from tests.held_graph import Graph

SCHOOLS, GROUPS, COUNTIES = 30, 6, 4
TIES = ("MEMBER_OF", "MEMBER_OF", "LEADS", "AIDS", "PAIRED_WITH", "SPUN_OFF_FROM", "MANAGES")
COVERED_BY = ("group", "aid", "any")


def random_links(chance: random.Random) -> list[Link]:
    """Schools in counties under one prefecture, campuses of some, and ties, some of which are undated or ended."""
    schools = [f"s{n}" for n in range(SCHOOLS)]
    groups = [f"g{n}" for n in range(GROUPS)]
    links = [Link("PART_OF", f"r{n}", "r-top", f"part-of-{n}") for n in range(COUNTIES)]
    links += [Link("LOCATED_IN", s, f"r{chance.randrange(COUNTIES)}", f"located-in-{s}") for s in schools]
    # Campuses are the last six schools; none has campuses of its own.
    links += [Link("CAMPUS_OF", s, chance.choice(schools[:-6]), f"campus-of-{s}") for s in schools[-6:]]
    for n in range(40):
        type_ = chance.choice(TIES)
        start, end = chance.sample([*schools, *groups], 2)
        if type_ in {"MEMBER_OF", "LEADS"}:
            start, end = chance.choice(schools), chance.choice(groups)
        elif type_ == "MANAGES":
            end = chance.choice(schools)
        if start == end:
            continue
        since, until = chance.choice([None, "2019", "2024-05-06"]), chance.choice([None, None, "2022", "2026-06"])
        links.append(Link(type_, start, end, f"{type_.lower().replace('_', '-')}-{n}", since, until))
    return links


def written(graph: Graph, links: list[Link]) -> Library:
    """A graph of these links and always the same nodes."""
    graph.empty()
    schools = {f"s{n}": {"students": 10 + n if n % 3 else None} for n in range(SCHOOLS)}
    groups = [f"g{n}" for n in range(GROUPS)]
    counties = {f"r{n}": {"level": "county"} for n in range(COUNTIES)}
    write_graph(graph.writer, links, groups, **schools, **counties, **{"r-top": {"level": "prefecture"}})
    return Library(graph.writer)


def left(links: list[Link], without: str) -> list[Link]:
    """The links that there are without a school and its campuses, a group, or a link. Schools stay where they are."""
    gone = {without} | {link.start for link in links if link.type == "CAMPUS_OF" and link.end == without}
    return [link for link in links if link.type == "LOCATED_IN" or not gone & {link.key, link.start, link.end}]


def answers(library: Library, start: str, given: dict[str, str]) -> dict[str, list[dict[str, Any]]]:
    """Every question that has a what-if, with and without ties of other kinds.

    Coverage counts campuses: a school that is no campus any more would be one school more."""
    found = {"reach": library.ask("reach", {"start": start, "hops": 4, "as_of": "2025-09-01", **given}).rows}
    for covered_by in COVERED_BY:
        asked = {"weight": "campuses", "covered_by": covered_by, "as_of": "2025-09-01", **given}
        found[f"coverage {covered_by}"] = library.ask("coverage", {"by": "county", **asked}).rows
        found[f"uncovered {covered_by}"] = library.ask("uncovered_schools", {"region": "r-top", **asked}).rows
    return found


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_without_something_is_as_if_it_were_not_there(empty_graph: Graph, seed: int) -> None:
    chance = random.Random(seed)
    links = random_links(chance)
    ties = [link.key for link in links if link.type not in {"LOCATED_IN", "PART_OF"}]
    leads = [link.start for link in links if link.type in {"LEADS", "AIDS"} and link.start[0] == "s"]
    leaving = [*chance.sample(leads, 2), chance.choice([f"g{n}" for n in range(GROUPS)]), *chance.sample(ties, 3)]
    leaving.append(next(link.end for link in links if link.type == "CAMPUS_OF"))
    starts = {}
    told = {}
    library = written(empty_graph, links)
    for without in leaving:
        present = {end for link in left(links, without) for end in (link.start, link.end)}
        starts[without] = chance.choice(sorted(school for school in present if school in leads and school != without))
        told[without] = answers(library, starts[without], {"without": without})
    plain = answers(library, starts[leaving[0]], {})
    assert any(told[without]["coverage any"] != plain["coverage any"] for without in leaving)
    for without in leaving:
        library = written(empty_graph, left(links, without))
        assert told[without] == answers(library, starts[without], {}), without
