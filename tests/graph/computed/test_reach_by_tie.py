"""Reach by type of tie, counted on the small dataset (tests/data/small/README.md)."""

from __future__ import annotations

from typing import Any

import pytest

from graph.answers import Library
from graph.errors import NotFound
from graph.model import TIES

DAY = "2025-09-01"
NAMES = ("schools", "groups", "regions", "counties", "students", "schools_with_students", "undated_links")


def by_type(library: Library, start: str, hops: int = 2, **given: Any) -> dict[str, tuple[int, ...]]:
    rows = library.ask("reach_by_tie", {"start": start, "hops": hops, "as_of": DAY, **given}).rows
    assert [row["type"] for row in rows] == [*TIES, "all"]
    found = {row["type"]: tuple(row[name] for name in NAMES) for row in rows}
    return {type_: figures for type_, figures in found.items() if any(figures)}


def test_each_type_is_followed_alone(small: Library) -> None:
    """Undated are the campus and a7's membership. g2 takes two types of tie: only `all` gets there."""
    assert by_type(small, "a1") == {
        "CAMPUS_OF": (1, 0, 0, 1, 200, 1, 1),
        "LEADS": (0, 1, 0, 0, 0, 0, 0),
        "MEMBER_OF": (2, 1, 0, 1, 1000, 2, 1),
        "all": (3, 2, 0, 1, 1200, 3, 2),
    }
    assert small.ask("reach_by_tie", {"start": "a1", "as_of": DAY}).receipt.undated_links == 2


def test_day_direction_and_hops_hold_for_each(small: Library) -> None:
    """In June 2024 a1 still aided b3 of the other county, whose number of students is not known."""
    assert by_type(small, "a1", as_of="2024-06-30")["AIDS"] == (1, 0, 0, 1, 0, 0, 0)
    assert by_type(small, "a1", 1)["MEMBER_OF"] == (0, 1, 0, 0, 0, 0, 0)
    assert "CAMPUS_OF" not in by_type(small, "a1", direction="out")


def test_a_region_reached_is_a_county_too(small: Library) -> None:
    """530100 manages 530126, which b1 (800 students) of 530125 aids."""
    assert by_type(small, "530100") == {"MANAGES": (0, 0, 1, 1, 0, 0, 0), "all": (1, 0, 1, 2, 800, 1, 0)}


@pytest.mark.parametrize("start", ["a1", "b1", "g2", "530126"])
def test_the_last_row_is_reach(small: Library, start: str) -> None:
    totals = small.ask("reach", {"start": start, "hops": 4, "as_of": DAY}).extra["totals"]
    assert by_type(small, start, 4)["all"][:-1] == tuple(totals[name] for name in NAMES[:-1])


def test_an_unknown_start_is_not_found(small: Library) -> None:
    with pytest.raises(NotFound, match="nobody"):
        by_type(small, "nobody")


def test_without_ties_every_row_is_nought(small: Library) -> None:
    assert by_type(small, "a4") == {}
