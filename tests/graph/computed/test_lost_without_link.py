"""What one tie holds, counted on the small dataset (tests/data/small/README.md)."""

from __future__ import annotations

import pytest

from graph.answers import Library
from graph.errors import NotFound
from tests.graph.computed.test_leaving import key_of

DAY = "2025-09-01"
NAMES = ("other_ties", "loses_only_tie", "other_coverage", "loses_coverage", "undated_links")

A1_STAYS = {"a1": (3, False, 1, False, 1), "a1-east": (1, False, 1, False, 1)}


@pytest.mark.parametrize(
    ("type_", "start", "end", "as_of", "expected"),
    [
        # b2 is also aided by b1, undated.
        ("MEMBER_OF", "b2", "g2", DAY, {"b2": (1, False, 1, False, 1)}),
        # a2 is a member of g1; a6 has nothing but this.
        ("AIDS", "a2", "a6", DAY, {"a2": (1, False, 1, False, 0), "a6": (0, True, 0, True, 0)}),
        ("PAIRED_WITH", "a7", "b5", DAY, {"a7": (1, False, 1, False, 1), "b5": (0, True, 0, True, 0)}),
        # a1 also leads g1 and has a campus, undated; the campus is covered through a1's membership alone.
        ("MEMBER_OF", "a1", "g1", DAY, {"a1": (2, False, 0, True, 1), "a1-east": (1, False, 0, True, 1)}),
        ("CAMPUS_OF", "a1-east", "a1", DAY, {"a1": (2, False, 1, False, 1), "a1-east": (0, True, 0, True, 1)}),
        ("LEADS", "a1", "g1", DAY, {"a1": (2, False, 1, False, 1), "a1-east": (1, False, 1, False, 1)}),
        # b1 leads g2, is its member, and aids b2 and b4: the first three are undated.
        ("AIDS", "b1", "530126", DAY, {"b1": (4, False, 1, False, 3)}),
        ("MANAGES", "530100", "530126", DAY, {}),
        ("SPUN_OFF_FROM", "g2", "g1", DAY, {}),
        # It ended in June 2024: no loss on a later day.
        ("AIDS", "a1", "b3", "2024-06-30", {**A1_STAYS, "b3": (0, True, 0, True, 0)}),
        ("AIDS", "a1", "b3", DAY, {**A1_STAYS, "b3": (0, False, 0, False, 0)}),
    ],
)  # fmt: skip
def test_what_a_tie_holds(
    small: Library, type_: str, start: str, end: str, as_of: str, expected: dict[str, tuple[object, ...]]
) -> None:
    answer = small.ask("lost_without_link", {"link": key_of(small, type_, start, end), "as_of": as_of})
    assert {row["school_id"]: tuple(row[name] for name in NAMES) for row in answer.rows} == expected
    assert [row["school_id"] for row in answer.rows] == sorted(expected)
    assert answer.receipt.undated_links == sum(row[-1] for row in expected.values() if isinstance(row[-1], int))


@pytest.mark.parametrize("type_", ["MEMBER_OF", "AIDS", "PAIRED_WITH", "CAMPUS_OF"])
def test_it_is_what_coverage_says_without_it(small: Library, type_: str) -> None:
    keys = {
        row["key"]
        for id_ in ("a1", "a2", "a7", "b1", "b2", "b4", "b5")
        for row in small.ask("ties_of_school", {"id": id_}).rows
        if row["type"] == type_
    }
    assert keys
    for key in keys:
        rows = small.ask("lost_without_link", {"link": key, "as_of": DAY}).rows
        given = {"region": "530100", "weight": "campuses", "as_of": DAY, "without": key}
        lost = small.ask("coverage", given).extra["what_if"]["lost"]["rows"]
        assert [row["school_id"] for row in rows if row["loses_coverage"]] == [row["id"] for row in lost]


@pytest.mark.parametrize("link", ["aids-0000000000000000", "nothing", "a1"])
def test_a_key_that_no_tie_has_is_not_found(small: Library, link: str) -> None:
    with pytest.raises(NotFound, match=link) as raised:
        small.ask("lost_without_link", {"link": link})
    assert "ties_of_school" in raised.value.next_step


def test_the_branch_of_kunming_no_3_has_no_other_tie(seeds: Library) -> None:
    (school,) = [row["id"] for row in seeds.ask("find", {"name": "昆明市第三中学经开区分校"}).rows]
    (tie,) = seeds.ask("ties_of_school", {"id": school}).rows
    rows = seeds.ask("lost_without_link", {"link": tie["key"], "as_of": DAY}).rows
    assert [row["name"] for row in rows if row["loses_only_tie"] and row["loses_coverage"]] == [
        "昆明市第三中学经开区分校"
    ]
    assert len(rows) == 2
