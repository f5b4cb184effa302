"""What shares are of where a dataset says that its schools are all there are (tests/data/census/README.md)."""

from __future__ import annotations

from typing import Any

import pytest

from graph import Statement
from graph.answers import Library
from graph.questions import shipped_catalogue
from tests.graphs import Link, write_graph
from tests.held_graph import Graph

DAY = "2025-09-01"


def ask(library: Library, question: str = "coverage", **given: Any) -> list[dict[str, Any]]:
    return library.ask(question, {"as_of": DAY, **given}).rows


def share(library: Library, **given: Any) -> tuple[Any, ...]:
    (row,) = ask(library, **given)
    return row["numerator"], row["denominator"], row["universe"], row["schools_beside"]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({}, (2, 4, "register", 4)),
        ({"covered_by": "aid"}, (0, 4, "register", 4)),
        ({"weight": "campuses"}, (2, 5, "register", 5)),
        # a1 has 1000, a2 600, a3 300 and n1 150; nobody knows those of a4 and a6, which are not in it.
        ({"weight": "students"}, (1600, 2050, "register", 4)),
        ({"stage": "primary"}, (1, 3, "register", 2)),
        ({"universe": "register"}, (2, 4, "register", 4)),
        ({"universe": "known"}, (5, 8, "known", 0)),
        ({"universe": "reported"}, (5, None, "reported", 0)),
        # It tells of its own day and later ones.
        ({"as_of": "2025-06-30"}, (2, 4, "register", 4)),
        ({"as_of": "2031-01-01"}, (2, 4, "register", 4)),
        ({"as_of": "any"}, (3, 4, "register", 4)),
        ({"as_of": "2025-06-29"}, (5, 8, "known", 0)),
        ({"as_of": "2025-06-29", "universe": "register"}, (5, None, "register", 0)),
    ],
)
def test_a_share_is_of_the_register_where_there_is_one(
    censused: Library, given: dict[str, str], expected: tuple[Any, ...]
) -> None:
    assert share(censused, region="530124", **given) == expected


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"stage": "primary"}, (1, 2, "register", 1)),
        ({"stage": "primary", "as_of": "2024-12-30"}, (2, 3, "known", 0)),
        # It is of primary schools only.
        ({}, (4, 5, "known", 0)),
        ({"stage": "senior"}, (1, 1, "known", 0)),
    ],
)
def test_a_register_of_a_stage_tells_of_that_stage(
    censused: Library, given: dict[str, str], expected: tuple[Any, ...]
) -> None:
    assert share(censused, region="530125", **given) == expected


def test_a_region_above_has_none_and_each_row_of_a_list_its_own(censused: Library) -> None:
    assert share(censused, region="530100") == (9, 13, "known", 0)
    rows = ask(censused, region="530100", by="county")
    assert [(row["id"], row["universe"], row["denominator"]) for row in rows] == [
        ("530124", "register", 4),
        ("530125", "known", 5),
    ]
    assert [row["id"] for row in ask(censused, by="county", universe="register")] == ["530124"]


def test_it_says_of_what(censused: Library) -> None:
    (row,) = ask(censused, region="530124")
    assert (row["universe_as_of"], row["universe_datasets"], row["source_ids"]) == (
        "2025-06-30",
        ["census"],
        ["census-1"],
    )
    assert row["of_what"] == "完整名录（截至 2025-06-30）中的 4 所学校"
    assert row["of_what_en"] == "of the 4 schools in the register as of 2025-06-30"
    (row,) = ask(censused, region="530124", weight="students")
    assert row["of_what_en"] == "of the 2050 students in the register as of 2025-06-30"
    (row,) = ask(censused, region="530125")
    assert (row["universe_as_of"], row["universe_datasets"]) == (None, [])
    assert row["of_what"] == "来源所列的 5 所学校"
    assert row["of_what_en"] == "of the 5 schools named in the sources"
    # A reported total stands beside it.
    assert (row["reported_total"], row["reported_as_of"], row["reported_source_ids"]) == (10, "2024", ["small-2"])
    (row,) = ask(censused, region="530125", universe="reported")
    assert row["of_what"] == "报道的（截至 2024）总数 10 所学校"
    assert row["of_what_en"] == "of the 10 schools reported as of 2024"
    (row,) = ask(censused, region="530124", universe="reported")
    assert (row["of_what"], row["of_what_en"], row["reported_total"]) == (None, None, None)


def test_a_reported_total_is_of_all_stages(censused: Library) -> None:
    (row,) = ask(censused, region="530125", stage="primary")
    assert (row["universe"], row["reported_total"], row["reported_source_ids"]) == ("register", None, [])


@pytest.mark.parametrize("covered_by", ["group", "aid", "any"])
@pytest.mark.parametrize("weight", ["schools", "campuses"])
@pytest.mark.parametrize("universe", [None, "register", "known"])
@pytest.mark.parametrize(("region", "stage"), [("530124", None), ("530125", "primary"), ("530125", None)])
def test_covered_and_uncovered_are_all_of_it(
    censused: Library, covered_by: str, weight: str, universe: str | None, region: str, stage: str | None
) -> None:
    given: dict[str, Any] = {"region": region, "stage": stage, "covered_by": covered_by}
    given |= {"weight": weight, "universe": universe}
    (row,) = ask(censused, **given)
    uncovered = ask(censused, "uncovered_schools", **given)
    if row["denominator"] is None:
        assert uncovered == []
        return
    assert row["numerator"] + len(uncovered) == row["denominator"]
    assert {one["universe"] for one in uncovered} <= {row["universe"]}
    assert {one["universe_as_of"] for one in uncovered} <= {row["universe_as_of"]}


def test_what_leaves_leaves_the_register_s_share_only_if_it_is_in_it(censused: Library) -> None:
    """Without g1 its members lose their group: a1 and a2, which are in the register; a7 is paired and not in it."""
    answer = censused.ask("coverage", {"region": "530124", "covered_by": "group", "without": "g1", "as_of": DAY})
    (row,) = answer.rows
    assert (row["numerator"], row["denominator"], row["universe"]) == (0, 4, "register")
    assert [one["id"] for one in answer.extra["what_if"]["lost"]["rows"]] == ["a1", "a2"]
    (region,) = answer.extra["what_if"]["regions"]
    assert (region["universe"], region["before"]["numerator"], region["after"]["numerator"]) == ("register", 2, 0)
    left = censused.ask("uncovered_schools", {"region": "530124", "covered_by": "group", "without": "g1", "as_of": DAY})
    assert [one["id"] for one in left.rows] == ["a1", "a2", "a3", "n1"]
    assert {one["universe"] for one in left.rows} == {"register"}
    known = {"region": "530124", "covered_by": "group", "without": "g1", "as_of": DAY, "universe": "known"}
    lost = censused.ask("coverage", known).extra["what_if"]["lost"]["rows"]
    assert [one["id"] for one in lost] == ["a1", "a2", "a7"]


def test_settings_are_those_of_the_register(censused: Library) -> None:
    rows = ask(censused, "setting_coverage", region="530124")
    names = ("setting", "numerator", "denominator", "universe", "universe_as_of", "schools_beside", "of_what_en")
    assert [tuple(row[name] for name in names) for row in rows] == [
        ("rural", 0, 2, "register", "2025-06-30", 2, "of the 2 schools in the register as of 2025-06-30"),
        ("urban", 2, 2, "register", "2025-06-30", 0, "of the 2 schools in the register as of 2025-06-30"),
    ]
    assert {tuple(row["source_ids"]) for row in rows} == {("census-1",)}
    known = ask(censused, "setting_coverage", region="530124", universe="known")
    assert sum(row["denominator"] for row in known) == 8
    assert {row["universe"] for row in ask(censused, "setting_coverage")} == {"known"}
    assert ask(censused, "setting_coverage", universe="register") == []


def test_balance_is_that_of_the_register(censused: Library) -> None:
    """a1 and n1 have both figures; a2 and a3 lack teachers."""
    (row,) = censused.ask("balance", {"region": "530124"}).rows
    assert (row["schools"], row["schools_without_figures"], row["universe"]) == (2, 2, "register")
    assert row["of_what_en"] == "of the 4 schools in the register as of 2025-06-30"
    (row,) = censused.ask("balance", {"region": "530124", "universe": "known"}).rows
    assert row["of_what_en"] == "of the 8 schools named in the sources"


def test_a_reported_number_of_schools_stands_beside_the_register(empty_graph: Graph) -> None:
    """s1 and s2 are in the register of r1, s3 is only named; 5 are reported."""
    write_graph(
        empty_graph.writer,
        [Link("LOCATED_IN", f"s{n}", "r1", f"at-{n}") for n in (1, 2, 3)],
        s3={"datasets": ["news"]},
    )
    text = (
        "MATCH (r:Region {id: 'r1'}) MATCH (s:School {id: 's3'}) SET s.datasets = ['news'] "
        "CREATE (c:Census {id: 'c1', as_of: '2024', as_of_day: 20241231, datasets: ['made'], source_ids: ['made-1'], "
        "locators: ['L1']})-[:ABOUT]->(r) "
        "CREATE (i:Indicator {id: 'i1', metric: 'schools_total', value: 5.0, source_ids: ['made-2'], "
        "locators: ['L2'], as_of: '2025', as_of_day: 20251231})-[:ABOUT]->(r)"
    )
    empty_graph.writer.write(Statement("census", text))
    library = Library(empty_graph.writer)
    (row,) = library.ask("reconciliation", {"as_of": DAY}).rows
    assert (row["observed"], row["universe"], row["universe_as_of"]) == (2, "register", "2024")
    (row,) = library.ask("region", {"id": "r1"}).rows
    told = ("schools_known", "schools_in_register", "register_as_of", "register_source_ids")
    assert [row[name] for name in told] == [3, 2, "2024", ["made-1"]]
    assert (row["reported_total"], row["reported_as_of"], row["reported_source_ids"]) == (5, "2025", ["made-2"])


def test_of_two_registers_the_newest_of_the_day_counts_also_one_of_a_region_above(empty_graph: Graph) -> None:
    links = [Link("LOCATED_IN", "s1", "r1", "at-1"), Link("LOCATED_IN", "s2", "r1", "at-2")]
    write_graph(empty_graph.writer, links, alone=["r2"])
    text = (
        "MATCH (r:Region {id: 'r1'}) MATCH (above:Region {id: 'r2'}) CREATE (r)-[:PART_OF]->(above) "
        "WITH r, above MATCH (s:School {id: 's2'}) SET s.datasets = ['made', 'old'] "
        "CREATE (:Census {id: 'c1', as_of: '2020', as_of_day: 20201231, datasets: ['old'], source_ids: ['o']})"
        "-[:ABOUT]->(r) "
        "CREATE (:Census {id: 'c2', as_of: '2024', as_of_day: 20241231, datasets: ['made'], source_ids: ['m']})"
        "-[:ABOUT]->(above)"
    )
    empty_graph.writer.write(Statement("census", text))
    library = Library(empty_graph.writer)
    assert share(library, region="r1", as_of="2024-12-31") == (0, 2, "register", 0)
    assert share(library, region="r1", as_of="2024-12-30") == (0, 1, "register", 1)
    assert share(library, region="r1", as_of="2020-01-01") == (0, 2, "known", 0)


def test_a_share_of_schools_never_stands_alone() -> None:
    """A share of a variance is of no schools: it says its parts (balance_of_groups)."""
    for question in shipped_catalogue().values():
        columns = {column.name for column in question.header.columns}
        if "share" in columns and question.id != "balance_of_groups":
            assert columns >= {"numerator", "denominator", "universe", "universe_as_of", "of_what", "of_what_en"}
