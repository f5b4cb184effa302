"""Questions about regions, counted on the small dataset and the register of 2026."""

from __future__ import annotations

from typing import Any

import pytest

from graph.answers import Library


def ids(library: Library, **given: Any) -> list[str]:
    return [row["id"] for row in library.ask("regions", given).rows]


def test_one_region_with_what_lies_above_and_below(small: Library) -> None:
    """昆明市 has 14 counties in the register; the small dataset puts 13 schools into two of them."""
    (row,) = small.ask("region", {"id": "530100"}).rows
    assert (row["name"], row["level"], row["parent"], row["parent_name"]) == ("昆明市", "prefecture", "530000", "云南省")
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
