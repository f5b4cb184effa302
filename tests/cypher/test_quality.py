"""What the graph says of its own quality."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from graph import Statement, Store
from graph.answers import Library
from loaders import shipped_folder
from tests.conftest import SMALL
from tests.graphs import Link, write_graph
from tests.held_graph import Graph


def test_undated_ties_by_type(small: Library) -> None:
    """Undated: the campus, b1 leads g2 and is in it, a7 in g1, and the training of b2 by b1."""
    assert small.ask("undated_links").rows == [
        {"type": "AIDS", "undated": 1, "total": 5},
        {"type": "CAMPUS_OF", "undated": 1, "total": 1},
        {"type": "LEADS", "undated": 1, "total": 2},
        {"type": "MANAGES", "undated": 0, "total": 1},
        {"type": "MEMBER_OF", "undated": 2, "total": 8},
        {"type": "PAIRED_WITH", "undated": 0, "total": 1},
        {"type": "SPUN_OFF_FROM", "undated": 0, "total": 1},
    ]


@pytest.mark.parametrize("folder", [SMALL, shipped_folder("seeds")], ids=lambda folder: folder.name)
def test_every_link_of_a_loaded_dataset_has_its_evidence(folder: Path, graph: Graph, reader: Store) -> None:
    graph.hold(folder)
    assert Library(reader).ask("links_without_evidence").rows == []


def test_links_without_evidence_are_found(empty_graph: Graph) -> None:
    """Only the first is as it should be; an empty list and no list are the same fault."""
    links = [
        Link("AIDS", "s1", "s2", "aids-1"),
        Link("AIDS", "s1", "s2", "aids-2", properties={"source_ids": [], "locators": []}),
        Link("AIDS", "s1", "s2", "aids-3", properties={"source_ids": None, "locators": None}),
        Link("AIDS", "s1", "s2", "aids-4", properties={"locators": []}),
        Link("AIDS", "s1", "s2", "aids-5", properties={"source_ids": ["made-1", "made-2"], "locators": ["L1", "L2"]}),
        Link("LOCATED_IN", "s1", "r1", "located-in-1", properties={"source_ids": None}),
    ]
    write_graph(empty_graph.writer, links)
    empty_graph.writer.write(Statement("source", "CREATE (:Source {id: 'made-1'})"))
    rows = Library(empty_graph.writer).ask("links_without_evidence").rows
    assert [(row["key"], row["type"], row["problem"]) for row in rows] == [
        ("aids-2", "AIDS", "no source"),
        ("aids-3", "AIDS", "no source"),
        ("aids-4", "AIDS", "no locator for a source"),
        ("aids-5", "AIDS", "unknown source"),
        ("located-in-1", "LOCATED_IN", "no source"),
    ]
    assert all(row["datasets"] == ["made"] for row in rows)


def test_a_graph_without_any_source_has_links_without_evidence(empty_graph: Graph) -> None:
    write_graph(empty_graph.writer, [Link("AIDS", "s1", "s2", "aids-1")])
    rows = Library(empty_graph.writer).ask("links_without_evidence").rows
    assert [(row["key"], row["problem"]) for row in rows] == [("aids-1", "unknown source")]


def figures(graph: Graph, *rows: dict[str, Any]) -> Library:
    """A graph of one school with these figures about it."""
    write_graph(graph.writer, [], alone=["s1"])
    text = "MATCH (s:School {id: 's1'}) UNWIND $rows AS row CREATE (i:Indicator)-[:ABOUT]->(s) SET i = row"
    graph.writer.write(Statement("figures", text), {"rows": list(rows)})
    return Library(graph.writer)


def figure(number: int, value: float, **more: str) -> dict[str, Any]:
    cited = {"source_ids": [f"made-{number}"], "locators": [f"L{number}"]}
    return {"id": f"i{number}", "metric": "students", "unit": "students", "value": value, **cited, **more}


def test_figures_that_contradict_each_other(empty_graph: Graph) -> None:
    library = figures(
        empty_graph,
        figure(1, 900.0, as_of="2024"),
        figure(2, 800.0, as_of="2024"),
        figure(3, 800.0, as_of="2024"),
        figure(4, 700.0, as_of="2023"),
        figure(5, 600.0, as_of="2024", unit="people"),
        figure(6, 500.0, as_of="2024", metric="teachers"),
        figure(7, 1000.0, as_of="2024", qualifier="planned"),
        figure(8, 750.0, as_of="2024", qualifier="at_least"),
        figure(9, 1.0),
        figure(10, 2.0),
    )
    rows = library.ask("contradictory_figures").rows
    assert [(row["as_of"], row["values"], row["source_ids"], row["locators"]) for row in rows] == [
        ("2024", [800.0, 900.0], ["made-2", "made-3", "made-1"], ["L2", "L3", "L1"]),
        (None, [1.0, 2.0], ["made-9", "made-10"], ["L9", "L10"]),
    ]
    assert {(row["subject_id"], row["metric"], row["unit"]) for row in rows} == {("s1", "students", "students")}
    assert library.ask("contradictory_figures", {"metric": "teachers"}).rows == []


def test_figures_of_different_dates_do_not_contradict(small: Library) -> None:
    """530125 had 8 schools in 2023, 10 in 2024, and plans 20."""
    assert small.ask("contradictory_figures").rows == []


def reconciled(library: Library, **given: str) -> list[tuple[object, ...]]:
    names = ("subject_id", "metric", "as_of", "reported", "observed", "difference", "undated_links")
    return [tuple(row[name] for name in names) for row in library.ask("reconciliation", given).rows]


def test_reported_beside_observed(small: Library) -> None:
    """530125 has five schools in the graph. g1 has a1, a2 and a7 (undated); a3 until June 2023. What is planned, and
    the number of students, which the graph doesn't know of every school, is not here."""
    schools = [("530125", "schools_total", "2023", 8, 5, -3, 0), ("530125", "schools_total", "2024", 10, 5, -5, 0)]
    assert reconciled(small, as_of="2025-09-01") == [*schools, ("g1", "member_schools", None, 4, 3, -1, 1)]
    assert reconciled(small, region="530125") == schools
    assert reconciled(small, region="530124", as_of="2023-06-30") == [("g1", "member_schools", None, 4, 4, 0, 1)]
    assert reconciled(small, region="530126") == []


@pytest.mark.parametrize(
    ("region", "metric", "reported", "observed"),
    [
        # 昆明西南联大研究院附属学校 and 昆明师专附小 lead a group each, with one other member each.
        ("530100", "groups_total", 89, 2),
        ("530100", "member_schools", 434, 4),
        # Of 昆明市第一中学, itself in 530100: two of five schools are named.
        ("530100", "trusteeship_schools", 5, 2),
        ("411202", "communities_total", 2, 2),
        # 德馨苑 and 滨河; 五中, 交口 and 大安.
        ("411202", "campuses", 2, 2),
        ("411202", "branch_schools", 3, 3),
        # 麓谷, 博才, 岳麓实验 and 师大附中博才实验, with 5 + 1 + 1 + 1 schools; alliances are not named.
        ("x-430100-xiangjiang", "groups_total", 15, 4),
        ("x-430100-xiangjiang", "alliances_total", 13, 0),
        ("x-430100-xiangjiang", "member_schools", 139, 8),
        # 吉首: the lead and its three members are primary schools; the kindergarten is not named.
        ("433101", "member_primary_schools", 4, 4),
        ("433101", "member_kindergartens", 1, 0),
    ],
)
def test_the_reports_figures_beside_what_they_name(
    seeds: Library, region: str, metric: str, reported: int, observed: int
) -> None:
    rows = seeds.ask("reconciliation", {"region": region, "as_of": "2025-09-01"}).rows
    assert [(row["reported"], row["observed"]) for row in rows if row["metric"] == metric] == [(reported, observed)]


def test_links_that_only_follow(small: Library) -> None:
    """a7 in g1, and g2 out of g1."""
    rows = small.ask("entailed_links").rows
    assert [(row["type"], row["from_id"], row["to_id"], row["source_ids"], row["locators"]) for row in rows] == [
        ("MEMBER_OF", "a7", "g1", ["small-1"], ["L6"]),
        ("SPUN_OFF_FROM", "g2", "g1", ["small-2"], ["L9"]),
    ]
    assert [row["from_id"] for row in small.ask("entailed_links", {"type": "MEMBER_OF"}).rows] == ["a7"]
    assert small.ask("entailed_links", {"type": "AIDS"}).rows == []


def test_every_school_of_the_small_dataset_has_its_county(small: Library) -> None:
    assert small.ask("schools_without_county").rows == []


def test_schools_without_a_county(seeds: Library) -> None:
    """Eight schools of 昆明市 are known by the prefecture alone, 长郡 and 周南 by the province alone."""
    rows = seeds.ask("schools_without_county").rows
    assert sum(row["region"] == "530100" for row in rows) == 8
    assert {(row["name"], row["level"]) for row in rows if row["region"] == "430000"} == {
        ("长郡中学", "province"),
        ("周南中学", "province"),
    }
    assert "county" not in {row["level"] for row in rows}


def test_a_school_without_any_region(empty_graph: Graph) -> None:
    write_graph(empty_graph.writer, [Link("LOCATED_IN", "s1", "r1", "located-in-1")], alone=["s2"])
    empty_graph.writer.write(Statement("level", "MATCH (r:Region) SET r.level = 'county'"))
    rows = Library(empty_graph.writer).ask("schools_without_county").rows
    assert rows == [{"id": "s2", "name": "S2", "region": None, "region_name": None, "level": None}]


def test_sources_and_what_rests_on_them(small: Library) -> None:
    """small-1: the 8 places of a1 to a7 and the campus, 1 campus, the place of g1, 4 members, 1 lead, 3 in aid_links.
    small-2: 5 places of schools, 2 of groups, 2 of organisations, 1 lead, 5 members (b1, b2, a5, b4 and a3's end), 5 in
    aid_links."""
    rows = {row["id"]: row for row in small.ask("sources").rows}
    assert (rows["small-1"]["links"], rows["small-1"]["figures"]) == (18, 1)
    assert (rows["small-2"]["links"], rows["small-2"]["figures"]) == (20, 4)
    assert (rows["small-1"]["title"], rows["small-1"]["publisher"], rows["small-1"]["published"]) == (
        "小数据一",
        "测试",
        "2024",
    )
    assert rows["regions-2026"]["links"] > 3000
    assert list(rows) == sorted(rows)


def test_a_source_cited_twice_by_a_link_and_one_that_nothing_cites(empty_graph: Graph) -> None:
    twice = {"source_ids": ["made-1", "made-1"], "locators": ["L1", "L2"]}
    write_graph(empty_graph.writer, [Link("AIDS", "s1", "s2", "aids-1", properties=twice)])
    empty_graph.writer.write(Statement("sources", "CREATE (:Source {id: 'made-1'}) CREATE (:Source {id: 'made-2'})"))
    rows = Library(empty_graph.writer).ask("sources").rows
    assert [(row["id"], row["links"], row["figures"]) for row in rows] == [("made-1", 1, 0), ("made-2", 0, 0)]


def test_holdings(small: Library) -> None:
    """tests/data/small by hand: thirteen schools (one a campus), eight memberships, five figures …"""
    held = {row["what"]: row["number"] for row in small.ask("holdings").rows}
    wanted = {
        "School": 13, "EducationGroup": 3, "Organisation": 3, "Indicator": 5, "MEMBER_OF": 8, "LEADS": 2, "AIDS": 5,
        "PAIRED_WITH": 1, "MANAGES": 1, "SPUN_OFF_FROM": 1, "CAMPUS_OF": 1,
    }  # fmt: skip
    assert {name: held.get(name) for name in wanted} == wanted
    assert held["Source"] == small.ask("sources").receipt.row_count
    assert sum(held[name] for name in held if name.isupper()) == sum(
        row["total"] for row in small.ask("undated_links").rows
    )
