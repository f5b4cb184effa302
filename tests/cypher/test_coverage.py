"""Coverage on the small dataset. Its README.md shows every school; the shares are counted from there.

On 2025-09-01, of the seven schools of 530124 (campus apart): a1, a2, a5, a7 are in a group; a6 and a7 are aided or
paired; a3 and a4 are neither. Of the five of 530125: b1, b2, b4 are in a group; b2, b4, b5 are aided or paired; b3 is
neither."""

from __future__ import annotations

from typing import Any

import pytest

from graph import Store
from graph.answers import Library
from graph.errors import BadParameter
from tests.both_ways import BothWays
from tests.graphs import Link, write_graph
from tests.held_graph import Graph

DAY = "2025-09-01"


def ask(library: Library, **given: Any) -> list[dict[str, Any]]:
    return library.ask("coverage", {"as_of": DAY, **given}).rows


def share(library: Library, **given: Any) -> tuple[float, float | None, float | None]:
    (row,) = ask(library, **given)
    return row["numerator"], row["denominator"], row["share"]


@pytest.mark.parametrize(
    ("region", "covered_by", "numerator", "denominator"),
    [
        ("530124", "group", 4, 7),
        ("530124", "aid", 2, 7),
        ("530124", "any", 5, 7),
        ("530125", "group", 3, 5),
        ("530125", "aid", 3, 5),
        ("530125", "any", 4, 5),
        ("530100", "group", 7, 12),
        ("530100", "any", 9, 12),
        ("530000", "any", 9, 12),
    ],
)
def test_schools_of_a_region_and_all_below_it(
    small: Library, region: str, covered_by: str, numerator: int, denominator: int
) -> None:
    found = share(small, region=region, covered_by=covered_by)
    assert found == (numerator, denominator, numerator / denominator)


@pytest.mark.parametrize(
    ("region", "weight", "covered_by", "numerator", "denominator", "without"),
    [
        # 1000 + 600 + 100 + 400 of 1000 + 600 + 300 + 100 + 400; a4's and a6's number is not known.
        ("530124", "students", "any", 2100, 2400, 2),
        ("530124", "students", "aid", 400, 2400, 2),
        ("530124", "students", "group", 2100, 2400, 2),
        # 800 + 500 + 200 + 300 of the same; b3's number is not known, and it is the uncovered one.
        ("530125", "students", "any", 1800, 1800, 1),
        ("530100", "students", "any", 3900, 4200, 3),
        # The campus counts, and is covered as its school is.
        ("530124", "campuses", "any", 6, 8, 0),
        ("530124", "campuses", "aid", 2, 8, 0),
        ("530124", "schools", "any", 5, 7, 0),
    ],
)
def test_weights(
    small: Library, region: str, weight: str, covered_by: str, numerator: int, denominator: int, without: int
) -> None:
    (row,) = ask(small, region=region, weight=weight, covered_by=covered_by)
    assert (row["numerator"], row["denominator"], row["share"]) == (numerator, denominator, numerator / denominator)
    assert (row["unit"], row["schools_without_figure"]) == (weight, without)


@pytest.mark.parametrize(
    ("region", "stage", "weight", "numerator", "denominator"),
    [
        ("530124", "primary", "schools", 2, 4),
        ("530124", "senior", "schools", 1, 1),
        ("530124", "senior", "campuses", 2, 2),
        ("530124", "junior", "schools", 2, 2),
        ("530124", "kindergarten", "schools", 1, 1),
        ("530125", "primary", "schools", 2, 3),
        ("530100", "junior", "schools", 3, 3),
        ("530100", "vocational", "students", 300, 300),
    ],
)
def test_stages(small: Library, region: str, stage: str, weight: str, numerator: int, denominator: int) -> None:
    assert share(small, region=region, stage=stage, weight=weight) == (numerator, denominator, numerator / denominator)


@pytest.mark.parametrize(
    ("region", "covered_by", "as_of", "numerator"),
    [
        # a1 and a2 joined in 2020; a7 with its group, from 2020; a3 from 2021 to the end of June 2023; a5 from 2024.
        ("530124", "group", "2019-12-31", 0),
        ("530124", "group", "2020-01-01", 2),
        ("530124", "group", "2020-09-01", 3),
        ("530124", "group", "2023-06-30", 4),
        ("530124", "group", "2023-07-01", 3),
        ("530124", "group", "2024-01-01", 4),
        ("530124", "group", "any", 5),
        # b2 always; b3 until the end of June 2024; b4 from the middle of March 2024; b5 from 2023.
        ("530125", "aid", "2020-12-31", 1),
        ("530125", "aid", "2024-03-14", 3),
        ("530125", "aid", "2024-03-15", 4),
        ("530125", "aid", "2024-07-01", 3),
        ("530125", "aid", "any", 4),
    ],
)
def test_a_tie_covers_from_its_first_to_its_last_day(
    small: Library, region: str, covered_by: str, as_of: str, numerator: int
) -> None:
    assert share(small, region=region, covered_by=covered_by, as_of=as_of)[0] == numerator


@pytest.mark.parametrize(
    ("covered_by", "undated"),
    [("group", 1), ("aid", 0), ("any", 1)],
)
def test_undated_links_behind_a_share_are_counted(small: Library, covered_by: str, undated: int) -> None:
    """In 530124 only a7's membership has no date; in 530125 b1's membership and the aid for b2 have none."""
    (row,) = ask(small, region="530124", covered_by=covered_by)
    assert row["undated_links"] == undated
    assert small.ask("coverage", {"region": "530125", "as_of": DAY}).receipt.undated_links == 2


def test_every_county_of_a_region_with_a_known_school(small: Library) -> None:
    rows = ask(small, region="530100", by="county")
    assert [(row["id"], row["level"], row["numerator"], row["denominator"]) for row in rows] == [
        ("530124", "county", 5, 7),
        ("530125", "county", 4, 5),
    ]
    assert ask(small, by="county") == rows
    assert [row["id"] for row in ask(small, region="530124", by="county")] == ["530124"]


def test_given_neither_region_nor_level_it_is_every_prefecture_with_schools(small: Library) -> None:
    assert ask(small) == ask(small, by="prefecture")
    assert [row["id"] for row in ask(small)] == ["530100"]


@pytest.mark.parametrize(("level", "region"), [("prefecture", "530100"), ("province", "530000")])
def test_every_region_of_a_level(small: Library, level: str, region: str) -> None:
    rows = ask(small, by=level)
    assert [(row["id"], row["numerator"], row["denominator"]) for row in rows] == [(region, 9, 12)]


def test_the_sources_of_a_known_universe_are_those_of_its_schools(small: Library) -> None:
    assert ask(small, region="530124")[0]["source_ids"] == ["small-1"]
    assert sorted(ask(small, region="530100")[0]["source_ids"]) == ["small-1", "small-2"]


@pytest.mark.parametrize(
    ("as_of", "numerator", "denominator"),
    [
        ("2025-09-01", 4, 10),  # the newest total, of 2024; the planned one of 2025 doesn't count
        ("2023-12-31", 4, 8),  # b1, b2, b3 and b5; b4 joins and is aided in 2024
        ("2024-06-01", 5, 8),  # the total of 2024 is as of its end; b3 is still aided
        ("any", 5, 10),
    ],
)
def test_a_reported_total_is_the_newest_of_the_day(
    small: Library, as_of: str, numerator: int, denominator: int
) -> None:
    (row,) = ask(small, region="530125", universe="reported", as_of=as_of)
    assert (row["numerator"], row["denominator"]) == (numerator, denominator)
    assert row["share"] == numerator / denominator
    assert (row["universe"], row["source_ids"]) == ("reported", ["small-2"])


def test_a_reported_number_of_students(small: Library) -> None:
    assert share(small, region="530125", universe="reported", weight="students") == (1800, 4000, 0.45)


@pytest.mark.parametrize(
    "given",
    [
        {"region": "530124"},
        {"region": "530125", "weight": "campuses"},
        {"region": "530125", "as_of": "2023-12-30"},  # before the first total
        {"region": "530125", "stage": "primary"},  # the total is of all stages: no share of it would be true
    ],
)
def test_without_a_reported_total_there_is_no_share(small: Library, given: dict[str, str]) -> None:
    (row,) = ask(small, universe="reported", **given)
    assert (row["denominator"], row["share"], row["source_ids"]) == (None, None, [])
    assert row["numerator"] > 0


def test_lists_leave_out_regions_without_a_reported_total(small: Library) -> None:
    assert [row["id"] for row in ask(small, region="530100", by="county", universe="reported")] == ["530125"]


def test_a_region_without_known_schools_has_no_share(small: Library) -> None:
    """b1 aids 530126 and 530100 manages it, but none of its schools is known: nothing of nothing."""
    (row,) = ask(small, region="530126")
    assert (row["numerator"], row["denominator"], row["share"], row["source_ids"]) == (0, 0, None, [])


def test_an_unknown_region_has_no_row(small: Library) -> None:
    assert ask(small, region="999999") == []
    assert ask(small, region="999999", by="county") == []


def test_a_share_is_null_exactly_where_nothing_is_in_the_denominator(small: Library) -> None:
    for universe in ("known", "reported"):
        for region in ("530124", "530125", "530126", "530100", "110000"):
            for weight in ("schools", "students", "campuses"):
                (row,) = ask(small, region=region, universe=universe, weight=weight)
                assert (row["share"] is None) == (not row["denominator"])


@pytest.mark.parametrize("covered_by", ["group", "aid", "any"])
@pytest.mark.parametrize("weight", ["schools", "students", "campuses"])
@pytest.mark.parametrize("region", ["530124", "530125", "530100", "530126"])
@pytest.mark.parametrize("stage", [None, "primary", "junior"])
def test_covered_and_uncovered_are_all(
    small: Library, covered_by: str, weight: str, region: str, stage: str | None
) -> None:
    given = {"region": region, "covered_by": covered_by, "weight": weight, "stage": stage, "as_of": DAY}
    uncovered = small.ask("uncovered_schools", given).rows
    (row,) = ask(small, **given)
    rest = sum(school["students"] or 0 for school in uncovered) if weight == "students" else len(uncovered)
    assert row["numerator"] + rest == row["denominator"]


@pytest.mark.parametrize(
    ("given", "uncovered"),
    [
        ({"region": "530124"}, ["a3", "a4"]),
        ({"region": "530124", "covered_by": "group"}, ["a3", "a4", "a6"]),
        ({"region": "530124", "covered_by": "aid"}, ["a1", "a2", "a3", "a4", "a5"]),
        ({"region": "530124", "covered_by": "aid", "weight": "campuses"}, ["a1", "a1-east", "a2", "a3", "a4", "a5"]),
        ({"region": "530124", "covered_by": "group", "stage": "primary"}, ["a3", "a4"]),
        ({"region": "530124", "covered_by": "group", "as_of": "2023-06-30"}, ["a4", "a5", "a6"]),
        ({"region": "530124", "as_of": "any"}, ["a4"]),
        ({"region": "530100"}, ["a3", "a4", "b3"]),
        ({"region": "530126"}, []),
        ({"region": "999999"}, []),
    ],
)
def test_the_uncovered_are_listed(small: Library, given: dict[str, str], uncovered: list[str]) -> None:
    rows = small.ask("uncovered_schools", {"as_of": DAY, **given}).rows
    assert [row["id"] for row in rows] == uncovered


def test_an_uncovered_school_says_where_it_is(small: Library) -> None:
    row = small.ask("uncovered_schools", {"region": "530100", "as_of": DAY}).rows[-1]
    assert row == {
        "id": "b3",
        "name": "乙三小",
        "region": "530125",
        "region_name": "宜良县",
        "students": None,
        "universe": "known",
        "universe_as_of": None,
    }


@pytest.mark.parametrize(
    ("name", "value"),
    [("by", "town"), ("weight", "teachers"), ("covered_by", "all"), ("stage", "x"), ("universe", "x")],
)
def test_a_choice_that_is_none_is_refused(small: Library, name: str, value: str) -> None:
    with pytest.raises(BadParameter) as raised:
        ask(small, region="530124", **{name: value})
    assert raised.value.parameter == name


def test_a_school_counts_once_however_many_ties_it_has(empty_graph: Graph) -> None:
    """s1 is in three groups, twice in one of them, aided twice and paired; s2 is paired from the other side."""
    links = [
        Link("LOCATED_IN", "s1", "r1", "located-in-1"),
        Link("LOCATED_IN", "s2", "r1", "located-in-2"),
        *(Link("MEMBER_OF", "s1", f"g{n}", f"member-of-{n}") for n in range(3)),
        Link("MEMBER_OF", "s1", "g0", "member-of-again", since="2024"),
        Link("AIDS", "s3", "s1", "aids-1"),
        Link("AIDS", "s3", "s1", "aids-2"),
        Link("PAIRED_WITH", "s1", "s2", "paired-with-1"),
    ]
    write_graph(empty_graph.writer, links, r1={"level": "county"}, s1={"students": 10}, s2={"students": 30})
    library = Library(empty_graph.writer)
    assert share(library, region="r1") == (2, 2, 1.0)
    assert share(library, region="r1", covered_by="group", weight="students") == (10, 40, 0.25)
    assert share(library, region="r1", covered_by="aid") == (2, 2, 1.0)
    assert library.ask("coverage", {"region": "r1", "covered_by": "group", "as_of": DAY}).receipt.undated_links == 3


@pytest.mark.parametrize(("weight", "one"), [("schools", "school"), ("students", "student"), ("campuses", "campus")])
def test_one_school_is_one_school_in_english(empty_graph: Graph, reader: Store, weight: str, one: str) -> None:
    links = [Link("LOCATED_IN", "s1", "r1", "1")]
    write_graph(empty_graph.writer, links, r1={"level": "county"}, s1={"students": 1})
    (row,) = ask(Library(reader, reading=BothWays(reader)), region="r1", weight=weight)
    assert row["of_what_en"].startswith(f"of the 1 {one} ")
