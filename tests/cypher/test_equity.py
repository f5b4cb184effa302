"""How even a region is, counted on the small dataset (tests/data/small/README.md) and on schools made by hand."""

from __future__ import annotations

import math

import pytest

from graph.answers import Library
from tests.graphs import Link, write_graph
from tests.held_graph import Graph

DAY = "2025-09-01"


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        # Urban a1, a2; rural a3, a4, a5; the others unclassified: a6, a7 and b1 to b5. Undated: a7, b1, and b2's aid.
        ({}, [("rural", 1, 3, 0), ("unknown", 6, 7, 3), ("urban", 2, 2, 0)]),
        ({"covered_by": "group"}, [("rural", 1, 3, 0), ("unknown", 4, 7, 2), ("urban", 2, 2, 0)]),
        ({"covered_by": "aid"}, [("rural", 0, 3, 0), ("unknown", 5, 7, 1), ("urban", 0, 2, 0)]),
        ({"region": "530124"}, [("rural", 1, 3, 0), ("unknown", 2, 2, 1), ("urban", 2, 2, 0)]),
        # a3 is still in g1, a5 in nothing yet; a6 and b4 are not aided yet, b3 is.
        ({"as_of": "2023-06-30"}, [("rural", 1, 3, 0), ("unknown", 5, 7, 3), ("urban", 2, 2, 0)]),
        ({"region": "530126"}, []),
    ],
)
def test_coverage_by_setting(small: Library, given: dict[str, str], expected: list[tuple[str, int, int, int]]) -> None:
    answer = small.ask("setting_coverage", {"as_of": DAY, **given})
    names = ("setting", "numerator", "denominator", "undated_links")
    assert [tuple(row[name] for name in names) for row in answer.rows] == expected
    assert [row["share"] for row in answer.rows] == [covered / known for _, covered, known, _ in expected]


def test_balance_is_weighted_by_students(empty_graph: Graph) -> None:
    """54 teachers for 900 students are 0.06 each; s1 has 0.05 and s2 0.08: the variance is
    (600 * 0.01² + 300 * 0.02²) / 900 = 0.0002, and its root over 0.06 is √2 / 6. An unweighted mean were 0.065.

    s3 lacks teachers, s4 students; s5 is a campus of s1, s6 lies elsewhere, s7 is of another stage."""
    links = [Link("LOCATED_IN", f"s{n}", "r2" if n == 6 else "r1", f"located-in-{n}") for n in range(1, 8)]
    write_graph(
        empty_graph.writer,
        [*links, Link("CAMPUS_OF", "s5", "s1", "campus-of-1")],
        s1={"students": 600, "teachers": 30, "stages": ["primary"]},
        s2={"students": 300, "teachers": 24, "stages": ["primary", "junior"]},
        s3={"students": 500, "stages": ["primary"]},
        s4={"teachers": 5, "stages": ["primary"]},
        s5={"students": 100, "teachers": 50, "stages": ["primary"]},
        s6={"students": 100, "teachers": 50, "stages": ["primary"]},
        s7={"students": 100, "teachers": 6, "stages": ["senior"]},
    )
    library = Library(empty_graph.writer)
    (row,) = library.ask("balance", {"region": "r1", "stage": "primary"}).rows
    assert (row["schools"], row["schools_without_figures"], row["students"], row["teachers"]) == (2, 2, 900, 54)
    assert row["mean"] == pytest.approx(0.06)
    assert row["standard_deviation"] == pytest.approx(math.sqrt(0.0002))
    assert row["coefficient"] == pytest.approx(math.sqrt(2) / 6)
    (every,) = library.ask("balance", {"region": "r1"}).rows
    assert (every["schools"], every["students"], every["mean"]) == (3, 1000, pytest.approx(0.06))


def test_one_school_has_no_balance(small: Library) -> None:
    """Only a1 tells its teachers: 80 for 1000 students."""
    (row,) = small.ask("balance", {"region": "530124"}).rows
    assert (row["name"], row["schools"], row["schools_without_figures"]) == ("富民县", 1, 6)
    assert (row["mean"], row["standard_deviation"], row["coefficient"]) == (0.08, None, None)


def test_a_region_without_schools_has_no_mean(small: Library) -> None:
    (row,) = small.ask("balance", {"region": "530126"}).rows
    assert (row["schools"], row["schools_without_figures"], row["mean"], row["coefficient"]) == (0, 0, None, None)
    assert small.ask("balance", {"region": "999999"}).rows == []
