"""Questions about groups, counted on the small dataset (tests/data/small/README.md)."""

from __future__ import annotations

from typing import Any

import pytest

from graph.answers import Library
from tests.graphs import Link, write_graph
from tests.held_graph import Graph

DAY = "2025-09-01"


def ids(library: Library, question: str, column: str = "id", **given: Any) -> list[str]:
    return [row[column] for row in library.ask(question, given).rows]


def test_the_members_of_a_group_with_roles_dates_and_evidence(small: Library) -> None:
    """a3 left g1 in June 2023; a1 leads it and comes first."""
    rows = small.ask("members_of_group", {"group": "g1", "as_of": DAY}).rows
    assert [(row["school_id"], row["role"], row["mode"], row["since"], row["students"]) for row in rows] == [
        ("a1", "lead", "tight", "2020", 1000),
        ("a2", "member", "tight", "2020-09", 600),
        ("a7", "branch", None, None, 400),
    ]
    assert [(row["entailed"], row["undated_links"]) for row in rows] == [(False, 0), (False, 0), (True, 1)]
    assert (rows[1]["source_ids"], rows[1]["locators"]) == (["small-1"], ["L4"])


@pytest.mark.parametrize(
    ("as_of", "members"),
    [
        ("2019-12-31", []),
        ("2020-01-01", ["a1", "a7"]),
        ("2023-06-30", ["a1", "a2", "a3", "a7"]),
        ("2023-07-01", ["a1", "a2", "a7"]),
        ("any", ["a1", "a2", "a3", "a7"]),
    ],
)
def test_members_of_a_day(small: Library, as_of: str, members: list[str]) -> None:
    assert ids(small, "members_of_group", "school_id", group="g1", as_of=as_of) == members


def test_a_membership_that_two_sources_state_cites_both(small: Library) -> None:
    (a3,) = [row for row in small.ask("members_of_group", {"group": "g1", "as_of": "any"}).rows if row["until"]]
    assert (a3["until"], a3["source_ids"], a3["locators"]) == ("2023-06", ["small-1", "small-2"], ["L5", "L9"])


def test_a_group_without_a_lead_and_one_that_is_not_there(small: Library) -> None:
    assert ids(small, "members_of_group", "school_id", group="g3", as_of=DAY) == ["a5", "b4"]
    assert ids(small, "members_of_group", "school_id", group="g9", as_of=DAY) == []


def test_one_group(small: Library) -> None:
    assert small.ask("group", {"id": "g1"}).rows == [
        {
            "id": "g1",
            "name": "甲一中教育集团",
            "aliases": ["甲集团"],
            "kind": "group",
            "region": "530124",
            "region_name": "富民县",
            "since": "2020",
            "until": None,
            "leads": ["a1"],
            "lead_names": ["甲一中"],
            "lead_labels": ["School"],
            "source_ids": ["small-1"],
            "locators": ["L3"],
        }
    ]
    assert small.ask("group", {"id": "a1"}).rows == []


def test_all_groups_with_leads_and_members(small: Library) -> None:
    answer = small.ask("groups", {"as_of": DAY})
    assert [(row["id"], row["kind"], row["region"], row["leads"], row["members"]) for row in answer.rows] == [
        ("g1", "group", "530124", ["a1"], 3),
        ("g2", "group", "530125", ["b1"], 2),
        ("g3", "alliance", "530100", [], 2),
    ]
    # a7 in g1 and b1 in g2.
    assert answer.receipt.undated_links == 2


@pytest.mark.parametrize(
    ("given", "groups"),
    [
        ({"region": "530124"}, ["g1"]),
        ({"region": "530100"}, ["g1", "g2", "g3"]),
        ({"kind": "alliance"}, ["g3"]),
        ({"q": "一中"}, ["g1", "g2"]),
        ({"q": "甲集团"}, ["g1"]),
        ({"after": "g1"}, ["g2", "g3"]),
        ({"region": "530125", "kind": "alliance"}, []),
    ],
)
def test_groups_by_region_kind_and_name(small: Library, given: dict[str, str], groups: list[str]) -> None:
    assert ids(small, "groups", **given) == groups


def test_members_are_counted_on_the_day(small: Library) -> None:
    rows = small.ask("groups", {"as_of": "2023-06-30"}).rows
    assert [(row["id"], row["members"]) for row in rows] == [("g1", 4), ("g2", 2)]  # g3 began in 2024
    assert ids(small, "groups", "id", as_of="2024-01-01") == ["g1", "g2", "g3"]
    assert ids(small, "groups", "id", as_of="any") == ["g1", "g2", "g3"]


def test_who_spun_off_from_whom(small: Library) -> None:
    (row,) = small.ask("spin_offs").rows
    assert (row["new_id"], row["old_id"], row["since"], row["entailed"]) == ("g2", "g1", "2022", True)
    assert (row["new_name"], row["old_name"]) == ("乙一中教育集团", "甲一中教育集团")
    assert ids(small, "spin_offs", "new_id", as_of="2021-12-31") == []
    assert ids(small, "spin_offs", "new_id", as_of="2022-01-01") == ["g2"]


def leads(library: Library, as_of: str) -> dict[str, tuple[int, ...]]:
    names = ("groups", "schools", "counties", "students", "schools_with_students", "undated_links")
    rows = library.ask("leads_by_reach", {"as_of": as_of}).rows
    assert rows == sorted(rows, key=lambda row: (-row["schools"], -row["counties"], row["school_id"]))
    return {row["school_id"]: tuple(row[name] for name in names) for row in rows}


def test_lead_schools_by_reach(small: Library) -> None:
    """a1 leads g1: a2 (600) and a7 (400, undated). b1 leads g2 (undated): b2 (500), whom it also aids, undated,
    and aids b4 (200)."""
    assert leads(small, DAY) == {"a1": (1, 2, 1, 1000, 2, 1), "b1": (1, 2, 1, 700, 2, 2)}


def test_a_lead_reaches_what_held_on_the_day(small: Library) -> None:
    """In June 2023 a1 also leads a3 (300) and aids b3 (unknown) of the other county; b1 does not aid b4 yet.

    Before 2020 nobody leads g1: a1 is no lead school then, though a7's membership has no date."""
    assert leads(small, "2023-06-30") == {"a1": (1, 4, 2, 1300, 3, 1), "b1": (1, 1, 1, 500, 1, 2)}
    assert leads(small, "2019-12-31") == {"b1": (1, 1, 1, 500, 1, 2)}


def test_a_school_reached_in_many_ways_counts_once(empty_graph: Graph) -> None:
    """s1 leads g1 (twice, by two terms) and g2; s2 is in both and is aided and managed; s3 is in g1 twice.

    s4 leads g3 alone; s5 aids, but leads nothing; s6 led g4 until 2020."""
    links = [
        Link("LEADS", "s1", "g1", "leads-1", since="2020"),
        Link("LEADS", "s1", "g1", "leads-2", since="2024"),
        Link("LEADS", "s1", "g2", "leads-3"),
        Link("MEMBER_OF", "s1", "g1", "member-of-1"),
        Link("MEMBER_OF", "s2", "g1", "member-of-2"),
        Link("MEMBER_OF", "s2", "g2", "member-of-3", since="2021"),
        Link("MEMBER_OF", "s3", "g1", "member-of-4", since="2020", until="2021"),
        Link("MEMBER_OF", "s3", "g1", "member-of-5", since="2023"),
        Link("AIDS", "s1", "s2", "aids-1"),
        Link("MANAGES", "s1", "s2", "manages-1"),
        Link("MANAGES", "s1", "r1", "manages-2"),
        Link("LEADS", "s4", "g3", "leads-4", since="2020"),
        Link("AIDS", "s5", "s2", "aids-2"),
        Link("LEADS", "s6", "g4", "leads-5", until="2020"),
        Link("AIDS", "s6", "s2", "aids-3", since="2019"),
        Link("LOCATED_IN", "s2", "r1", "located-in-1"),
        Link("LOCATED_IN", "s3", "r2", "located-in-2"),
    ]
    write_graph(empty_graph.writer, links, s2={"students": 100})
    library = Library(empty_graph.writer)
    # Undated: s1 leads g2, s2 in g1, and the aid and the management of s2; not s1's own membership.
    assert leads(library, DAY) == {"s1": (2, 2, 2, 100, 1, 4), "s4": (1, 0, 0, 0, 0, 0)}
    assert leads(library, "2019-06-01")["s6"] == (1, 1, 1, 100, 1, 0)


def test_groups_by_kind(small: Library) -> None:
    """g1 has a1, a2 and a7 (undated), g2 b1 (undated) and b2; g3, which nobody leads, has a5 and b4 since 2024."""
    names = ("kind", "groups", "memberships", "schools", "led", "undated_links")

    def kinds(as_of: str) -> list[tuple[object, ...]]:
        rows = small.ask("groups_by_kind", {"as_of": as_of}).rows
        return [tuple(row[name] for name in names) for row in rows]

    assert kinds(DAY) == [("alliance", 1, 2, 2, 0, 0), ("group", 2, 5, 5, 2, 2)]
    # In 2019 neither g1 nor g3 was there.
    assert kinds("2019-12-31") == [("group", 1, 1, 1, 1, 1)]


def test_groups_across_counties(small: Library) -> None:
    assert small.ask("groups_across_counties", {"as_of": DAY}).rows == [
        {
            "group_id": "g3",
            "name": "甲乙联盟",
            "kind": "alliance",
            "counties": 2,
            "county_ids": ["530124", "530125"],
            "county_names": ["富民县", "宜良县"],
            "members": 2,
            "members_without_county": 0,
            "undated_links": 0,
        }
    ]
    assert small.ask("groups_across_counties", {"as_of": "2023-12-31"}).rows == []


def test_members_without_a_county_cross_no_border(empty_graph: Graph) -> None:
    """g1: two counties, s2 by two terms, s3 known nowhere. g2: one county and s3."""
    links = [
        *(Link("MEMBER_OF", school, "g1", f"member-of-{n}") for n, school in enumerate(("s1", "s2", "s3"))),
        Link("MEMBER_OF", "s2", "g1", "member-of-3", since="2020"),
        *(Link("MEMBER_OF", school, "g2", f"member-of-{n}") for n, school in ((4, "s1"), (5, "s3"))),
        Link("LOCATED_IN", "s1", "r1", "located-in-1"),
        Link("LOCATED_IN", "s2", "r2", "located-in-2"),
    ]
    write_graph(empty_graph.writer, links)
    (row,) = Library(empty_graph.writer).ask("groups_across_counties", {"as_of": DAY}).rows
    assert (row["group_id"], row["counties"], row["members"], row["members_without_county"]) == ("g1", 2, 3, 1)
    assert row["undated_links"] == 3


def lost(library: Library, school: str, as_of: str = DAY) -> list[tuple[object, ...]]:
    names = ("school_id", "led_groups", "other_groups", "left_out", "students", "undated_links")
    rows = library.ask("lost_without_lead", {"school": school, "as_of": as_of}).rows
    return [tuple(row[name] for name in names) for row in rows]


def test_what_is_lost_without_a_lead_school(small: Library) -> None:
    """b1's lead of g2 is undated, b2's membership is not. In June 2023 a3 was still in g1."""
    assert lost(small, "a1") == [("a2", ["g1"], 0, True, 600, 0), ("a7", ["g1"], 0, True, 400, 1)]
    assert lost(small, "b1") == [("b2", ["g2"], 0, True, 500, 1)]
    assert [row[0] for row in lost(small, "a1", "2023-06-30")] == ["a2", "a3", "a7"]
    assert lost(small, "a1", "2019-12-31") == []
    assert lost(small, "a2") == []
    assert lost(small, "nobody") == []


def test_another_group_holds_a_member(empty_graph: Graph) -> None:
    """s1 leads g1 and g2, and led g3 until 2020: g3 would stay. s2's other term in g4 has ended."""
    links = [
        Link("LEADS", "s1", "g1", "leads-1"),
        Link("LEADS", "s1", "g2", "leads-2", since="2020"),
        Link("LEADS", "s1", "g3", "leads-3", until="2020"),
        Link("MEMBER_OF", "s1", "g1", "member-of-0"),
        Link("MEMBER_OF", "s2", "g1", "member-of-1"),
        Link("MEMBER_OF", "s2", "g2", "member-of-2", since="2020"),
        Link("MEMBER_OF", "s2", "g4", "member-of-3", until="2021"),
        Link("MEMBER_OF", "s3", "g2", "member-of-4", since="2020"),
        Link("MEMBER_OF", "s3", "g3", "member-of-5"),
    ]
    write_graph(empty_graph.writer, links)
    # Undated: s1 leads g1 (once), s2 in g1; s3 in g3.
    assert lost(Library(empty_graph.writer), "s1") == [
        ("s2", ["g1", "g2"], 0, True, None, 2),
        ("s3", ["g2"], 1, False, None, 1),
    ]
