"""Questions about time, counted on the small dataset (tests/data/small/README.md)."""

from __future__ import annotations

import pytest

from graph.answers import Library
from graph.errors import BadParameter
from tests.graphs import Link, write_graph
from tests.held_graph import Graph


def window(library: Library, question: str, from_day: str, to_day: str) -> list[tuple[str, str, str]]:
    rows = library.ask(question, {"from_day": from_day, "to_day": to_day}).rows
    return [(row["type"], row["from_id"], row["to_id"]) for row in rows]


A3_LEAVES, B3_ENDS, B4_ENDS = ("MEMBER_OF", "a3", "g1"), ("AIDS", "a1", "b3"), ("AIDS", "b1", "b4")


@pytest.mark.parametrize(
    ("from_day", "to_day", "ends"),
    [
        # 2023-06 ends on its last day, and both days of the window count.
        ("2023-06-30", "2024-06-30", [A3_LEAVES, B3_ENDS]),
        ("2023-07-01", "2024-06-29", []),
        ("2023-06-01", "2023-06-29", []),
        ("2025-12-31", "any", [B4_ENDS]),
        ("any", "any", [A3_LEAVES, B3_ENDS, B4_ENDS]),
        ("any", "2023-12-31", [A3_LEAVES]),
        ("2024-06-30", "2024-06-30", [B3_ENDS]),
    ],
)
def test_links_that_end(small: Library, from_day: str, to_day: str, ends: list[tuple[str, str, str]]) -> None:
    assert window(small, "links_ending", from_day, to_day) == ends


@pytest.mark.parametrize(
    ("question", "given", "named"),
    [
        ("links_ending", {"from_day": "2024-12-31", "to_day": "2024-12-30"}, "to_day"),
        ("links_ending", {"to_day": "1999-01-01"}, "to_day"),  # from today on
        ("new_links", {"from_day": "2024-12-31", "to_day": "2024-01-01"}, "to_day"),
        ("new_links", {"from_day": "2199-01-01"}, "from_day"),  # up to today
        ("growth_by_year", {"first": 2021, "last": 2020}, "last"),
        ("growth_by_year", {"first": 2099}, "first"),
    ],
)
def test_a_window_that_ends_before_it_begins_is_refused(
    small: Library, question: str, given: dict[str, str], named: str
) -> None:
    with pytest.raises(BadParameter, match="nothing lies between") as raised:
        small.ask(question, given)
    assert raised.value.parameter == named


def test_an_ending_link_with_its_dates_and_evidence(small: Library) -> None:
    (row,) = small.ask("links_ending", {"from_day": "2025-01-01", "to_day": "2026-01-01"}).rows
    assert (row["from_name"], row["to_name"], row["since"], row["until"]) == (
        "乙一中",
        "乙四小",
        "2024-03-15",
        "2025-12",
    )
    assert (row["source_ids"], row["locators"]) == (["small-2"], ["L7"])


def test_links_that_began_newest_first(small: Library) -> None:
    """2024 counts as its first day, on which a5 and b4 came into g3."""
    new = window(small, "new_links", "2023-01-01", "2024-12-31")
    assert [new[0], sorted(new[1:3]), new[3:]] == [
        ("AIDS", "b1", "b4"),
        [("MEMBER_OF", "a5", "g3"), ("MEMBER_OF", "b4", "g3")],
        [("AIDS", "a2", "a6"), ("PAIRED_WITH", "a7", "b5")],
    ]
    assert window(small, "new_links", "2023-01-02", "2023-12-31") == [("AIDS", "a2", "a6")]
    assert window(small, "new_links", "2024-01-02", "any") == [("AIDS", "b1", "b4")]
    assert window(small, "new_links", "2024-03-16", "any") == []


def test_growth_by_year(small: Library) -> None:
    """Members: a1, a2 (2020), a3 (2021 to June 2023), b2 (2022), a5, b4 (2024). Aid: b3 (2021 to June 2024),
    530126 (2022), a6 (2023), b4 (2024 and 2025). Without a start: a7 and b1 as members, and the training of b2."""
    rows = small.ask("growth_by_year", {"first": 2019, "last": 2026}).rows
    assert [(row["year"], row["memberships"], row["schools_in_groups"], row["aid_links"]) for row in rows] == [
        (2019, 0, 0, 0),
        (2020, 2, 2, 0),
        (2021, 3, 3, 1),
        (2022, 4, 4, 2),
        (2023, 3, 3, 3),
        (2024, 5, 5, 3),
        (2025, 5, 5, 3),
        (2026, 5, 5, 2),
    ]
    assert {(row["memberships_without_start"], row["aid_links_without_start"]) for row in rows} == {(2, 1)}
    assert [row["year"] for row in small.ask("growth_by_year", {"first": 2021, "last": 2021}).rows] == [2021]


def test_a_school_in_two_groups_is_one_school(empty_graph: Graph) -> None:
    """The term of s1 in g2 has an end and no start: it is in no year."""
    links = [
        Link("MEMBER_OF", "s1", "g1", "member-of-1", since="2020"),
        Link("MEMBER_OF", "s1", "g2", "member-of-2", until="2022"),
        Link("MEMBER_OF", "s1", "g3", "member-of-3", since="2020-12-31", until="2020-12-31"),
    ]
    write_graph(empty_graph.writer, links)
    first, second = Library(empty_graph.writer).ask("growth_by_year", {"first": 2020, "last": 2021}).rows
    assert (first["memberships"], first["schools_in_groups"], first["memberships_without_start"]) == (2, 1, 1)
    assert (second["memberships"], second["schools_in_groups"]) == (1, 1)
