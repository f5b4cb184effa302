"""Coverage as if something were not there, on the small dataset (tests/data/small/README.md)."""

from __future__ import annotations

from typing import Any

import pytest

from graph.answers import Answer, Library
from graph.errors import NotFound
from tests.graph.computed.test_leaving import key_of

DAY = "2025-09-01"


def ask(library: Library, without: str, **given: Any) -> Answer:
    max_rows = given.pop("max_rows", None)
    return library.ask("coverage", {"as_of": DAY, "without": without, **given}, max_rows=max_rows)


def changes(answer: Answer) -> list[tuple[str, float, float, float]]:
    """(region, covered before, covered after, of how many); checked against the rows on the way."""
    regions = answer.extra["what_if"]["regions"]
    for region, row in zip(regions, answer.rows, strict=True):
        assert region["after"] == {name: row[name] for name in ("numerator", "denominator", "share")}
        assert region["before"]["denominator"] == region["after"]["denominator"]
        assert region["difference"]["numerator"] == region["after"]["numerator"] - region["before"]["numerator"]
    return [
        (one["id"], one["before"]["numerator"], one["after"]["numerator"], one["after"]["denominator"])
        for one in regions
    ]


def lost(answer: Answer) -> list[str]:
    found = answer.extra["what_if"]["lost"]
    assert found["count"] == len(found["rows"]) or found["truncated"]
    return [row["id"] for row in found["rows"]]


@pytest.mark.parametrize(
    ("without", "given", "region", "before", "after", "denominator", "gone"),
    [
        # a7 is also paired with b5; a5 is in g3, a6 is aided.
        ("g1", {}, "530124", 5, 3, 7, ["a1", "a2"]),
        ("g1", {"covered_by": "group"}, "530124", 4, 1, 7, ["a1", "a2", "a7"]),
        ("g1", {"covered_by": "aid"}, "530124", 2, 2, 7, []),
        ("g1", {"weight": "campuses"}, "530124", 6, 3, 8, ["a1", "a1-east", "a2"]),
        ("g1", {"stage": "primary"}, "530124", 2, 1, 4, ["a2"]),
        # The group that a1 leads stays, and a1 stays a school of its county.
        ("a1", {}, "530124", 5, 4, 7, ["a1"]),
        ("a1", {"weight": "campuses"}, "530124", 6, 4, 8, ["a1", "a1-east"]),
        ("a1", {"as_of": "2024-06-30"}, "530125", 5, 4, 5, ["b3"]),
        ("a1-east", {"weight": "campuses"}, "530124", 6, 5, 8, ["a1-east"]),
        ("a1-east", {}, "530124", 5, 5, 7, []),
        # a2 leaves, and with it its aid for a6.
        ("a2", {}, "530124", 5, 3, 7, ["a2", "a6"]),
        ("a2", {"weight": "students"}, "530124", 2100, 1500, 2400, ["a2", "a6"]),
        ("b1", {}, "530125", 4, 3, 5, ["b1"]),
        ("b1", {"covered_by": "aid"}, "530125", 3, 1, 5, ["b2", "b4"]),
        ("b1", {"universe": "reported"}, "530125", 4, 3, 10, ["b1"]),
        ("b5", {}, "530125", 4, 3, 5, ["b5"]),
        # Nothing covers a4, and a3 and b3 no more.
        ("a4", {}, "530124", 5, 5, 7, []),
        ("b3", {}, "530125", 4, 4, 5, []),
    ],
)
def test_without_a_school_or_a_group(
    small: Library,
    without: str,
    given: dict[str, str],
    region: str,
    before: int,
    after: int,
    denominator: int,
    gone: list[str],
) -> None:
    answer = ask(small, without, region=region, **given)
    assert changes(answer) == [(region, before, after, denominator)]
    assert lost(answer) == gone


@pytest.mark.parametrize(
    ("type_", "start", "end", "given", "by_county", "gone"),
    [
        ("PAIRED_WITH", "a7", "b5", {}, [("530124", 5, 5, 7), ("530125", 4, 3, 5)], ["b5"]),
        ("PAIRED_WITH", "a7", "b5", {"covered_by": "aid"}, [("530124", 2, 1, 7), ("530125", 3, 2, 5)], ["a7", "b5"]),
        ("MEMBER_OF", "b2", "g2", {}, [("530124", 5, 5, 7), ("530125", 4, 4, 5)], []),
        ("MEMBER_OF", "b2", "g2", {"covered_by": "group"}, [("530124", 4, 4, 7), ("530125", 3, 2, 5)], ["b2"]),
        ("AIDS", "a2", "a6", {}, [("530124", 5, 4, 7), ("530125", 4, 4, 5)], ["a6"]),
        ("AIDS", "b1", "530126", {}, [("530124", 5, 5, 7), ("530125", 4, 4, 5)], []),
        ("CAMPUS_OF", "a1-east", "a1", {"weight": "campuses"}, [("530124", 6, 5, 8), ("530125", 4, 4, 5)], ["a1-east"]),
        ("CAMPUS_OF", "a1-east", "a1", {}, [("530124", 5, 5, 7), ("530125", 4, 4, 5)], []),
        ("LEADS", "a1", "g1", {}, [("530124", 5, 5, 7), ("530125", 4, 4, 5)], []),
        # It had ended.
        ("AIDS", "a1", "b3", {}, [("530124", 5, 5, 7), ("530125", 4, 4, 5)], []),
        ("AIDS", "a1", "b3", {"as_of": "2024-06-30"}, [("530124", 5, 5, 7), ("530125", 5, 4, 5)], ["b3"]),
    ],
)
def test_without_a_tie(
    small: Library,
    type_: str,
    start: str,
    end: str,
    given: dict[str, str],
    by_county: list[tuple[str, float, float, float]],
    gone: list[str],
) -> None:
    answer = ask(small, key_of(small, type_, start, end), region="530100", by="county", **given)
    assert changes(answer) == by_county
    assert lost(answer) == gone


def test_lost_are_those_of_the_regions_that_are_told(small: Library) -> None:
    """Without a7 it and b5 of the other county lose their pairing."""
    assert lost(ask(small, "a7", region="530124")) == ["a7"]
    assert lost(ask(small, "a7", region="530125")) == ["b5"]
    assert lost(ask(small, "a7", by="county")) == ["a7", "b5"]
    assert lost(ask(small, "a7", region="530125", by="county", covered_by="group")) == []
    # 530124 has no reported total and is no row, so its schools are not told either.
    assert lost(ask(small, "a7", region="530100", by="county", universe="reported")) == ["b5"]


def test_what_is_told_of_the_what_if(small: Library) -> None:
    answer = ask(small, "a2", region="530124", weight="students")
    assert answer.extra["what_if"] == {
        "without": {"id": "a2", "label": "School", "type": None, "name": "甲二小"},
        "regions": [
            {
                "id": "530124",
                "name": "富民县",
                "universe": "known",
                "before": {"numerator": 2100, "denominator": 2400, "share": 0.875},
                "after": {"numerator": 1500, "denominator": 2400, "share": 0.625},
                "difference": {"numerator": -600, "share": -0.25},
            }
        ],
        "lost": {
            "count": 2,
            "truncated": False,
            "cut_at": 1000,
            "rows": [
                {"id": "a2", "name": "甲二小", "region": "530124", "region_name": "富民县", "students": 600},
                {"id": "a6", "name": "甲幼儿园", "region": "530124", "region_name": "富民县", "students": None},
            ],
        },
    }


def test_no_share_has_no_difference(small: Library) -> None:
    (region,) = ask(small, "b1", region="530126").extra["what_if"]["regions"]
    assert region["difference"] == {"numerator": 0, "share": None}


def test_cuts_are_told(small: Library) -> None:
    answer = ask(small, "g1", by="county", covered_by="group", max_rows=1)
    assert [row["id"] for row in answer.rows] == ["530124"]
    assert answer.receipt.truncated
    found = answer.extra["what_if"]["lost"]
    assert (found["count"], found["truncated"], len(found["rows"])) == (3, True, 1)


def test_undated_links_are_those_of_both_sides(small: Library) -> None:
    """b1's membership and the aid for b2 are undated; both go with b1, and stood behind the share before."""
    answer = ask(small, "b1", region="530125")
    assert answer.rows[0]["undated_links"] == 0
    assert answer.receipt.undated_links == 2


def test_without_nothing_there_is_no_what_if(small: Library) -> None:
    answer = small.ask("coverage", {"region": "530124", "as_of": DAY})
    assert answer.extra == {}
    assert answer.receipt.parameters["without"] is None
    assert small.ask("uncovered_schools", {"region": "530124", "as_of": DAY}).extra == {}


@pytest.mark.parametrize("question", ["coverage", "uncovered_schools"])
def test_what_can_not_leave_is_refused(small: Library, question: str) -> None:
    with pytest.raises(NotFound, match="nobody"):
        small.ask(question, {"region": "530124", "without": "nobody"})


@pytest.mark.parametrize("covered_by", ["group", "aid", "any"])
@pytest.mark.parametrize("weight", ["schools", "campuses"])
def test_before_after_lost_and_uncovered_agree(small: Library, covered_by: str, weight: str) -> None:
    """Whatever leaves: the numerator falls by those that are lost, and they are the newly uncovered."""
    given = {"region": "530100", "covered_by": covered_by, "weight": weight, "as_of": DAY}
    uncovered = {row["id"] for row in small.ask("uncovered_schools", given).rows}
    keys = {row["key"] for id_ in ("g1", "g2", "g3", "b1") for row in small.ask("ties_of_school", {"id": id_}).rows}
    seen = 0
    for without in ["a1", "a2", "a3", "a7", "a1-east", "b1", "b2", "b5", "g1", "g2", "g3", *sorted(keys)]:
        answer = ask(small, without, **given)
        assert changes(answer)[0][1] - changes(answer)[0][2] == len(lost(answer))
        left = small.ask("uncovered_schools", {**given, "without": without})
        assert {row["id"] for row in left.rows} == uncovered | set(lost(answer))
        assert left.extra["what_if"]["lost"] == answer.extra["what_if"]["lost"]
        seen += len(lost(answer))
    assert seen > 0
