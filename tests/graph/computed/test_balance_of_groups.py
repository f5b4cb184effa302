"""Balance between and within groups, on schools made by hand and on the small dataset (tests/data/small/README.md)."""

from __future__ import annotations

from math import sqrt
from typing import Any

import pytest

from graph.answers import Answer, Library
from tests.graphs import Link, write_graph
from tests.held_graph import Graph

DAY = "2025-09-01"
SCHOOLS = {
    "s1": {"students": 600, "teachers": 30},  # 0.05
    "s2": {"students": 300, "teachers": 24},  # 0.08
    "s3": {"students": 100, "teachers": 12},  # 0.12
    "s4": {"students": 500},
    "s5": {"students": 100, "teachers": 50},  # a campus of s1
    "s6": {"students": 100, "teachers": 50},  # elsewhere
    "s7": {"students": 100, "teachers": 50},  # in no group
}
MEMBERS = [("s1", "g1"), ("s2", "g1"), ("s2", "g2"), ("s3", "g2"), ("s4", "g3"), ("s5", "g1"), ("s6", "g1")]


def ask(library: Library, region: str, **given: Any) -> Answer:
    max_rows = given.pop("max_rows", None)
    return library.ask("balance_of_groups", {"region": region, "as_of": DAY, **given}, max_rows=max_rows)


def rows_of(answer: Answer) -> dict[str, dict[str, Any]]:
    return {row["group_id"] or row["part"]: row for row in answer.rows}


@pytest.fixture
def made(empty_graph: Graph) -> Library:
    """g1 has s1 and s2, g2 has s2 and s3, g3 only s4, whose teachers are not known. s3 was in g1 until 2020."""
    links = [Link("LOCATED_IN", s, "r2" if s == "s6" else "r1", f"located-in-{s}") for s in SCHOOLS]
    links += [Link("MEMBER_OF", s, g, f"member-of-{n}", since="2020") for n, (s, g) in enumerate(MEMBERS)]
    links += [
        Link("MEMBER_OF", "s3", "g1", "member-of-ended", until="2020"),
        Link("MEMBER_OF", "s1", "g1", "member-of-undated"),
        Link("CAMPUS_OF", "s5", "s1", "campus-of-1"),
    ]
    write_graph(empty_graph.writer, links, **SCHOOLS)
    return Library(empty_graph.writer)


def test_variance_is_parted_into_between_and_within(made: Library) -> None:
    """g1: 54 teachers for 900 students, 0.06, variance (600 * 0.01² + 300 * 0.02²) / 900 = 0.0002.
    g2: 36 for 400, 0.09, variance (300 * 0.01² + 100 * 0.03²) / 400 = 0.0003.
    Together 90 for 1300. Between: 9/13 * 4/13 * 0.03². Within: (900 * 0.0002 + 400 * 0.0003) / 1300."""
    rows = rows_of(ask(made, "r1"))
    assert list(rows) == ["total", "between", "within", "g1", "g2", "g3"]
    mean = 90 / 1300
    between, within = 36 / 169 * 0.0009, 0.3 / 1300
    ratios = [(600, 0.05), (300, 0.08), (300, 0.08), (100, 0.12)]
    total = sum(students * (ratio - mean) ** 2 for students, ratio in ratios) / 1300
    for part, variance in (("total", total), ("between", between), ("within", within)):
        assert rows[part]["variance"] == pytest.approx(variance)
        assert rows[part]["coefficient"] == pytest.approx(sqrt(variance) / mean)
        assert (rows[part]["numerator"], rows[part]["denominator"]) == (pytest.approx(variance), pytest.approx(total))
        assert rows[part]["share"] == pytest.approx(variance / total)
        assert rows[part]["share"] == rows[part]["numerator"] / rows[part]["denominator"]
        assert rows[part]["mean"] == pytest.approx(mean)
    assert rows["total"]["variance"] == rows["between"]["variance"] + rows["within"]["variance"]
    assert (rows["g1"]["mean"], rows["g1"]["variance"]) == (pytest.approx(0.06), pytest.approx(0.0002))
    assert rows["g1"]["coefficient"] == pytest.approx(sqrt(0.0002) / 0.06)
    assert rows["g1"]["numerator"] == pytest.approx(900 * 0.0002 / 1300)
    assert rows["g2"]["coefficient"] == pytest.approx(sqrt(0.0003) / 0.09)
    assert rows["g1"]["share"] + rows["g2"]["share"] == pytest.approx(rows["within"]["share"])


def test_every_membership_counts_and_what_lacks_figures_is_only_counted(made: Library) -> None:
    """s2 counts in both of its groups. s5 is a campus, s6 lies elsewhere, s7 is in no group."""
    answer = ask(made, "r1")
    names = ("groups", "schools", "schools_without_figures", "students", "teachers", "undated_links")
    counted = {key: tuple(row[name] for name in names) for key, row in rows_of(answer).items()}
    assert counted == {
        **dict.fromkeys(("total", "between", "within"), (3, 4, 1, 1300, 90, 1)),
        "g1": (1, 2, 0, 900, 54, 1),
        "g2": (1, 2, 0, 400, 36, 0),
        "g3": (1, 0, 1, 0, 0, 0),
    }
    assert rows_of(answer)["g3"]["variance"] is None
    assert answer.extra == {"schools_in_no_group": 1}
    assert answer.receipt.undated_links == 1


def test_members_are_those_of_the_day(made: Library) -> None:
    """In 2019 s3 was in g1, and s1 always; nobody else was in a group."""
    answer = ask(made, "r1", as_of="2019-06-01")
    assert {key: row["schools"] for key, row in rows_of(answer).items() if key.startswith("g")} == {"g1": 2}
    rows = rows_of(answer)
    assert rows["between"]["variance"] == pytest.approx(0)
    assert rows["between"]["coefficient"] is None  # one group lies between no two
    assert rows["total"]["variance"] == rows["within"]["variance"] > 0
    assert answer.extra["schools_in_no_group"] == 3


def test_one_school_a_group_has_no_balance_within(small: Library) -> None:
    """Only a1 tells its teachers: 80 for 1000 students. g1 has a1, a2 and a7 in 530124, g3 a5; a3, a4 and a6 are in
    no group."""
    answer = ask(small, "530124")
    rows = rows_of(answer)
    assert [(key, row["schools"], row["schools_without_figures"]) for key, row in rows.items()] == [
        ("total", 1, 3),
        ("between", 1, 3),
        ("within", 1, 3),
        ("g1", 1, 2),
        ("g3", 0, 1),
    ]
    assert {row["mean"] for row in rows.values()} == {0.08, None}
    assert {(row["coefficient"], row["share"]) for row in rows.values()} == {(None, None)}
    assert (rows["total"]["variance"], rows["g1"]["variance"], rows["g3"]["variance"]) == (0, 0, None)
    assert answer.extra == {"schools_in_no_group": 3}
    assert answer.receipt.undated_links == 1


def test_without_any_figure_there_is_nothing_but_counts(small: Library) -> None:
    rows = rows_of(ask(small, "530125"))
    assert [(key, row["schools_without_figures"]) for key, row in rows.items()][:2] == [("total", 3), ("between", 3)]
    assert {(row["mean"], row["variance"], row["coefficient"], row["share"]) for row in rows.values()} == {
        (None, None, None, None)
    }


def test_without_groups_there_is_no_row(small: Library) -> None:
    assert ask(small, "530126").rows == []
    assert ask(small, "999999").rows == []
    assert ask(small, "530124", stage="kindergarten").rows == []
    assert ask(small, "530124", stage="kindergarten").extra == {"schools_in_no_group": 1}


def test_cuts_leave_the_totals_whole(made: Library) -> None:
    whole, cut = ask(made, "r1"), ask(made, "r1", max_rows=4)
    assert cut.rows == whole.rows[:4]
    assert (cut.receipt.truncated, cut.receipt.cut_at, whole.receipt.truncated) == (True, 4, False)
