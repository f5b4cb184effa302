"""Ties that don't go together, and what nothing ties, on graphs made by hand."""

from __future__ import annotations

from typing import Any

import pytest

from graph.answers import Library
from tests.graphs import Link, write_graph
from tests.held_graph import Graph


def found(graph: Graph, *links: Link, alone: tuple[str, ...] = (), **nodes: Any) -> Library:
    write_graph(graph.writer, links, alone, **nodes)
    return Library(graph.writer)


def odd(library: Library, **given: str) -> list[tuple[Any, ...]]:
    names = ("problem", "id", "label", "other_id", "keys")
    return [tuple(row[name] for name in names) for row in library.ask("odd_ties", given).rows]


@pytest.mark.parametrize(
    ("first", "second", "is_odd"),
    [
        ((None, None), (None, None), True),
        (("2020", None), (None, None), True),
        (("2018", "2019"), ("2019", "2021"), True),
        (("2018", "2019"), ("2020", "2021"), False),
        (("2020", None), (None, "2019-12"), False),
    ],
)
def test_who_leads_a_group_twice_at_one_time(
    empty_graph: Graph, first: tuple[str | None, str | None], second: tuple[str | None, str | None], is_odd: bool
) -> None:
    links = [Link("LEADS", "s1", "g1", f"l{n}", *dates) for n, dates in enumerate((first, second))]
    library = found(empty_graph, *links, Link("LEADS", "s1", "g2", "l2"), Link("LEADS", "o1", "g1", "l3"))
    assert odd(library) == ([("leads_twice", "s1", "School", "g1", ["l0", "l1"])] if is_odd else [])


def test_an_organisation_may_lead_twice_too(empty_graph: Graph) -> None:
    library = found(empty_graph, Link("LEADS", "o1", "g1", "l1"), Link("LEADS", "o1", "g1", "l2", "2020"))
    assert odd(library) == [("leads_twice", "o1", "Organisation", "g1", ["l1", "l2"])]


def test_who_leads_a_group_and_is_another_member_of_it(empty_graph: Graph) -> None:
    """s1 leads and is a branch; s2 leads, as a lead does; s3 was a member before it led."""
    library = found(
        empty_graph,
        Link("LEADS", "s1", "g1", "l1"),
        Link("MEMBER_OF", "s1", "g1", "m1", properties={"role": "branch"}),
        Link("LEADS", "s2", "g1", "l2"),
        Link("MEMBER_OF", "s2", "g1", "m2", properties={"role": "lead"}),
        Link("LEADS", "s3", "g1", "l3", since="2020"),
        Link("MEMBER_OF", "s3", "g1", "m3", until="2019"),
    )
    assert odd(library) == [("leads_and_is_member", "s1", "School", "g1", ["l1", "m1"])]


def test_campuses_that_cannot_be(empty_graph: Graph) -> None:
    """s1 and s2 of each other; s3 of s4, itself of s5; s6 of s7 and s8, but one after the other of s5 and s9."""
    pairs = [("s1", "s2"), ("s2", "s1"), ("s3", "s4"), ("s4", "s5"), ("s6", "s7"), ("s6", "s8")]
    library = found(
        empty_graph,
        *(Link("CAMPUS_OF", start, end, f"{start}-{end}") for start, end in pairs),
        Link("CAMPUS_OF", "s10", "s5", "c1", until="2019"),
        Link("CAMPUS_OF", "s10", "s9", "c2", since="2020"),
    )
    assert odd(library) == [
        ("campus_of_campus", "s3", "School", "s4", ["s3-s4", "s4-s5"]),
        ("campus_of_several", "s6", "School", "s7", ["s6-s7", "s6-s8"]),
        ("campuses_of_each_other", "s1", "School", "s2", ["s1-s2", "s2-s1"]),
    ]
    assert [row[1] for row in odd(library, problem="campus_of_several")] == ["s6"]


def test_a_school_with_the_name_of_its_group(empty_graph: Graph) -> None:
    names: dict[str, dict[str, Any]] = {
        "g1": {"name": "甲集团", "name_key": "甲集团", "aliases": ["甲"], "aliases_key": ["甲"]},
        "s1": {"name": "甲 集团", "name_key": "甲集团"},
        "s2": {"name": "甲", "name_key": "甲"},
        "s3": {"name": "乙", "name_key": "乙", "aliases": ["甲集团"], "aliases_key": ["甲集团"]},
        "s4": {"name": "甲小学", "name_key": "甲小学"},
    }
    members = [Link("MEMBER_OF", f"s{n}", "g1", f"m{n}") for n in range(1, 5)]
    library = found(empty_graph, *members, alone=(), **names)
    assert odd(library) == [("named_as_its_group", f"s{n}", "School", "g1", [f"m{n}"]) for n in (1, 2, 3)]


def test_both_ties_have_their_evidence(empty_graph: Graph) -> None:
    second = {"source_ids": ["made-2"], "locators": ["L2"]}
    library = found(empty_graph, Link("LEADS", "s1", "g1", "l1"), Link("LEADS", "s1", "g1", "l2", properties=second))
    (row,) = library.ask("odd_ties").rows
    assert (row["source_ids"], row["locators"]) == (["made-1", "made-2"], ["L1", "L2"])
    assert (row["name"], row["other_name"]) == ("S1", "G1")


def without(library: Library, **given: str) -> list[tuple[str, str]]:
    return [(row["problem"], row["id"]) for row in library.ask("without_ties", given).rows]


def test_what_nothing_ties(empty_graph: Graph) -> None:
    """g1 is whole; g2 has a member and no lead, g3 a lead and no member, g4 nothing; s9 and o9 have no tie."""
    library = found(
        empty_graph,
        Link("LEADS", "s1", "g1", "l1"),
        Link("MEMBER_OF", "s1", "g1", "m1"),
        Link("MEMBER_OF", "s2", "g2", "m2"),
        Link("LEADS", "o1", "g3", "l3"),
        *(Link("LOCATED_IN", start, "r1", f"at-{start}") for start in ("s9", "g4", "s1")),
        alone=("o9", "s8"),
    )
    assert without(library) == [
        ("no_lead", "g2"),
        ("no_member", "g3"),
        ("no_member", "g4"),
        ("no_tie", "o9"),
        ("no_tie", "s8"),
        ("no_tie", "s9"),
    ]
    assert without(library, region="r1") == [("no_member", "g4"), ("no_tie", "s9")]
    assert without(library, label="School") == [("no_tie", "s8"), ("no_tie", "s9")]
    assert without(library, label="Organisation") == [("no_tie", "o9")]
    (row,) = library.ask("without_ties", {"region": "r1", "label": "School"}).rows
    assert (row["label"], row["region"], row["region_name"]) == ("School", "r1", "R1")


@pytest.mark.parametrize("question", ["odd_ties", "without_ties"])
def test_the_small_dataset_has_none_that_it_should_not(small: Library, question: str) -> None:
    rows = small.ask(question).rows
    assert all(row["problem"].startswith("no_") for row in rows)
