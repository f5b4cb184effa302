"""Shortest paths on the small dataset (tests/data/small/README.md shows every step)."""

from __future__ import annotations

from typing import Any

import pytest

from graph.answers import Answer, Library
from graph.errors import BadParameter, NotFound

DAY = "2025-09-01"


def ask(library: Library, start: str, end: str, **given: Any) -> Answer:
    max_rows = given.pop("max_rows", None)
    return library.ask("shortest_path", {"from": start, "to": end, "as_of": DAY, **given}, max_rows=max_rows)


def legs(answer: Answer) -> list[tuple[str, str, str, bool]]:
    return [(row["from_id"], row["type"], row["to_id"], row["along"]) for row in answer.rows]


def test_a_path_is_told_link_by_link_with_its_evidence(small: Library) -> None:
    answer = ask(small, "a1", "b2")
    assert legs(answer) == [
        ("a1", "LEADS", "g1", True),
        ("g1", "SPUN_OFF_FROM", "g2", False),
        ("g2", "MEMBER_OF", "b2", False),
    ]
    assert [row["step"] for row in answer.rows] == [1, 2, 3]
    assert [(row["since"], row["entailed"], row["locators"]) for row in answer.rows] == [
        ("2020", False, ["L3"]),
        ("2022", True, ["L9"]),
        ("2022-09-01", False, ["L4"]),
    ]
    assert answer.rows[2]["sentence"] == "乙一中教育集团有成员乙二小"
    assert answer.extra == {
        "from": {"id": "a1", "label": "School", "name": "甲一中"},
        "to": {"id": "b2", "label": "School", "name": "乙二小"},
        "hops": 3,
        "sentence": "甲一中牵头甲一中教育集团；甲一中教育集团衍生出乙一中教育集团；乙一中教育集团有成员乙二小",
        "sentence_en": (
            "甲一中 leads 甲一中教育集团; 甲一中教育集团 gave rise to 乙一中教育集团; 乙一中教育集团 has member 乙二小"
        ),
    }


def test_the_way_back_reads_the_other_way(small: Library) -> None:
    assert legs(ask(small, "b2", "a1")) == [
        ("b2", "MEMBER_OF", "g2", True),
        ("g2", "SPUN_OFF_FROM", "g1", True),
        ("g1", "LEADS", "a1", False),
    ]


def test_it_is_the_path_that_reach_tells(small: Library) -> None:
    """It stops early, on the level of the other end; that changes no path."""
    reached = small.ask("reach", {"start": "a1", "hops": 6, "as_of": DAY}).rows
    assert len(reached) == 14
    for found in reached:
        answer = ask(small, "a1", found["id"])
        assert [row["key"] for row in answer.rows] == [step["key"] for step in found["path"]]
        assert answer.extra["sentence"] == found["sentence"]


def test_between_a_region_and_a_group(small: Library) -> None:
    assert legs(ask(small, "530100", "g2")) == [
        ("530100", "MANAGES", "530126", True),
        ("530126", "AIDS", "b1", False),
        ("b1", "LEADS", "g2", True),
    ]


def test_undated_links_of_the_path_are_counted(small: Library) -> None:
    """a7 is in g1 without a date; its pairing with b5 and a1's lead have one."""
    answer = ask(small, "b5", "a1")
    assert [row["undated_links"] for row in answer.rows] == [0, 1, 0]
    assert answer.receipt.undated_links == 1


@pytest.mark.parametrize(
    ("start", "end", "given"),
    [
        ("a1", "b2", {"hops": 2}),
        ("a1", "b2", {"ties": "AIDS"}),
        ("a1", "b3", {}),
        ("a4", "a1", {}),
    ],
)
def test_no_path_no_row(small: Library, start: str, end: str, given: dict[str, Any]) -> None:
    answer = ask(small, start, end, **given)
    assert (answer.rows, answer.extra["hops"], answer.extra["sentence"]) == ([], None, "")


def test_a_path_of_its_day(small: Library) -> None:
    (row,) = ask(small, "a1", "b3", as_of="2022-01-01").rows
    assert (row["type"], row["until"], row["source_ids"]) == ("AIDS", "2024-06-30", ["small-1"])


def test_a_cut_path_says_so(small: Library) -> None:
    answer = ask(small, "a1", "b2", max_rows=1)
    assert (len(answer.rows), answer.receipt.truncated, answer.receipt.cut_at) == (1, True, 1)
    assert not ask(small, "a1", "b2", max_rows=3).receipt.truncated


@pytest.mark.parametrize(("start", "end"), [("nobody", "a1"), ("a1", "nobody")])
def test_an_unknown_end_is_not_found(small: Library, start: str, end: str) -> None:
    with pytest.raises(NotFound):
        ask(small, start, end)


def test_a_path_has_two_ends(small: Library) -> None:
    with pytest.raises(BadParameter, match="same as from"):
        ask(small, "a1", "a1")
