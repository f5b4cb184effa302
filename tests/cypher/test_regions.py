"""Questions about regions, counted on the small dataset and the register of 2026."""

from __future__ import annotations

from typing import Any

import pytest

from graph.answers import Library
from tests.graphs import Link, write_graph
from tests.held_graph import Graph


def ids(library: Library, **given: Any) -> list[str]:
    return [row["id"] for row in library.ask("regions", given).rows]


def test_one_region_with_what_lies_above_and_below(small: Library) -> None:
    """昆明市 has 14 counties in the register; the small dataset puts 13 schools into two of them."""
    (row,) = small.ask("region", {"id": "530100"}).rows
    assert (row["name"], row["level"], row["parent"], row["parent_name"]) == (
        "昆明市",
        "prefecture",
        "530000",
        "云南省",
    )
    assert (row["regions_below"], row["schools_known"], row["functional"]) == (14, 13, False)
    (county,) = small.ask("region", {"id": "530124"}).rows
    assert (county["regions_below"], county["schools_known"], county["parent"]) == (0, 8, "530100")
    assert (county["lon"], county["lat"]) == (102.5266, 25.3702)
    assert county["source_ids"] == ["regions-2026"]
    assert small.ask("region", {"id": "000000"}).rows == []


def test_a_province_has_no_parent(small: Library) -> None:
    (row,) = small.ask("region", {"id": "530000"}).rows
    assert (row["parent"], row["schools_known"]) == (None, 13)


@pytest.mark.parametrize(
    ("given", "regions"),
    [
        ({"q": "富民"}, ["530124"]),
        ({"parent": "530100", "after": "530127"}, ["530128", "530129", "530181"]),
        ({"parent": "530000", "level": "prefecture", "q": "昆明"}, ["530100"]),
        ({"parent": "530124"}, []),
        ({"level": "province", "q": "云"}, ["530000"]),
    ],
)
def test_regions_by_parent_level_and_name(small: Library, given: dict[str, str], regions: list[str]) -> None:
    assert ids(small, **given) == regions


def test_counties_of_a_prefecture(small: Library) -> None:
    counties = ids(small, parent="530100", level="county")
    assert len(counties) == 14
    assert counties == sorted(counties)


def test_a_functional_district_stands_beside_the_register(seeds: Library) -> None:
    (row,) = seeds.ask("region", {"id": "x-430100-xiangjiang"}).rows
    assert (row["functional"], row["level"], row["parent"]) == (True, "county", "430100")


def test_reported_figures_of_a_region(small: Library) -> None:
    rows = small.ask("reported_figures", {"subject": "530125"}).rows
    assert [(row["metric"], row["value"], row["qualifier"], row["as_of"], row["locators"]) for row in rows] == [
        ("schools_total", 8, None, "2023", ["L11"]),
        ("schools_total", 10, None, "2024", ["L12"]),
        ("schools_total", 20, "planned", "2025", ["L14"]),
        ("students_total", 4000, "about", "2024", ["L13"]),
    ]
    assert {row["unit"] for row in rows} == {"schools", "students"}


def test_reported_figures_of_a_group_and_of_nothing(small: Library) -> None:
    assert [(row["metric"], row["value"]) for row in small.ask("reported_figures", {"subject": "g1"}).rows] == [
        ("member_schools", 4)
    ]
    assert small.ask("reported_figures", {"subject": "a1"}).rows == []


def test_what_two_datasets_say_counts_once(empty_graph: Graph) -> None:
    """Two registers put s1 into r1 and r1 into r2, and one of them s2: two links each, and one school is one school."""
    links = [
        Link("PART_OF", "r1", "r2", "part-of-1"),
        Link("PART_OF", "r1", "r2", "part-of-2"),
        Link("LOCATED_IN", "s1", "r1", "located-in-1"),
        Link("LOCATED_IN", "s1", "r1", "located-in-2"),
        Link("LOCATED_IN", "s2", "r1", "located-in-3"),
        Link("AIDS", "s3", "s1", "aids-1"),
    ]
    write_graph(empty_graph.writer, links, s1={"students": 100}, s2={"students": 50})
    library = Library(empty_graph.writer)
    (region,) = library.ask("region", {"id": "r2"}).rows
    assert (region["regions_below"], region["schools_known"]) == (1, 2)
    (coverage,) = library.ask("coverage", {"region": "r2", "weight": "students"}).rows
    assert (coverage["numerator"], coverage["denominator"], coverage["undated_links"]) == (100, 150, 1)
    assert [row["id"] for row in library.ask("uncovered_schools", {"region": "r2"}).rows] == ["s2"]
    assert [row["id"] for row in library.ask("schools", {"region": "r2"}).rows] == ["s1", "s2"]
    assert len(library.ask("aid_in_region", {"region": "r2"}).rows) == 1
    totals = library.ask("reach", {"start": "s3"}).extra["totals"]
    assert (totals["schools"], totals["students"], totals["counties"]) == (1, 100, 1)
