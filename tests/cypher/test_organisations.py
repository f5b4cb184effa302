"""Organisations in every question where they belong: two counties, a university, a bureau and a foundation."""

from __future__ import annotations

from typing import Any

import pytest

from graph import Statement, Store
from graph.answers import Answer, Library
from tests.graphs import Link, write_graph
from tests.held_graph import Graph

DAY = "2025-09-01"
SEEN = {"observed": ["2023", "2024-09"]}
LINKS = [
    Link("LOCATED_IN", "s1", "r1", "located-in-1"),
    Link("LOCATED_IN", "s2", "r1", "located-in-2"),
    Link("LOCATED_IN", "s3", "r2", "located-in-3"),
    Link("LOCATED_IN", "g1", "r1", "located-in-4"),
    Link("LOCATED_IN", "o1", "r2", "located-in-5"),
    Link("LOCATED_IN", "o2", "r1", "located-in-6"),
    Link("MEMBER_OF", "s1", "g1", "member-of-1", properties=SEEN),
    Link("LEADS", "o2", "g1", "leads-1", since="2020"),
    Link("AIDS", "o1", "s2", "aids-1", since="2021", properties={"form": "group_aid", "teachers_sent": 3, **SEEN}),
    Link("AIDS", "o1", "r1", "aids-2", until="2022", properties={"form": "other"}),
    Link("MANAGES", "o1", "s3", "manages-1"),
    Link("PAIRED_WITH", "o3", "s3", "paired-with-1"),
]
NODES: dict[str, dict[str, Any]] = {
    "o1": {"name": "某大学", "aliases": ["某大"], "kind": "university"},
    "o2": {"name": "某教育局", "kind": "government"},
    "o3": {"name": "某基金会", "kind": "foundation"},
    "r1": {"level": "county"},
    "r2": {"level": "county"},
    "s2": {"students": 300},
}


@pytest.fixture
def library(empty_graph: Graph) -> Library:
    write_graph(empty_graph.writer, LINKS, **NODES)
    return Library(empty_graph.writer)


def ask(library: Library, question: str, **given: Any) -> Answer:
    return library.ask(question, {"as_of": DAY, **given})


def test_the_list_tells_what_each_does_on_a_day(library: Library) -> None:
    rows = ask(library, "organisations").rows
    told = [(row["id"], row["region"], row["aid_links"], row["groups"], row["managed"]) for row in rows]
    assert told == [("o1", "r2", 1, 0, 1), ("o2", "r1", 0, 1, 0), ("o3", None, 0, 0, 0)]
    assert [row["undated_links"] for row in rows] == [1, 0, 0]
    assert ask(library, "organisations", as_of="2020-06-01").rows[0]["aid_links"] == 1
    assert ask(library, "organisations", as_of="any").rows[0]["aid_links"] == 2


@pytest.mark.parametrize(
    ("given", "ids"),
    [
        ({"region": "r1"}, ["o2"]),
        ({"kind": "foundation"}, ["o3"]),
        ({"q": "某大"}, ["o1"]),
        ({"q": "某"}, ["o1", "o2", "o3"]),
        ({"after": "o1"}, ["o2", "o3"]),
        ({"region": "r9"}, []),
    ],
)
def test_the_list_is_narrowed(library: Library, given: dict[str, str], ids: list[str]) -> None:
    assert [row["id"] for row in ask(library, "organisations", **given).rows] == ids


def test_one_organisation(library: Library) -> None:
    (row,) = library.ask("organisation", {"id": "o1"}).rows
    assert (row["name"], row["aliases"], row["kind"], row["region"]) == ("某大学", ["某大"], "university", "r2")


def test_it_is_found_by_name(library: Library) -> None:
    rows = library.ask("find", {"name": "某大"}).rows
    assert [(row["id"], row["label"], row["region"]) for row in rows] == [("o1", "Organisation", "r2")]


def test_reach_starts_at_it_and_arrives_at_it(library: Library) -> None:
    out = ask(library, "reach", start="o1", hops=2)
    assert {row["id"]: row["hops"] for row in out.rows} == {"s2": 1, "s3": 1, "o3": 2}
    assert out.extra["start"] == {"id": "o1", "label": "Organisation", "name": "某大学"}
    assert out.extra["totals"] | {"students": 0} == {
        "schools": 2,
        "groups": 0,
        "organisations": 1,
        "regions": 0,
        "counties": 2,
        "students": 0,
        "schools_with_students": 1,
    }
    (row,) = ask(library, "reach", start="s2", hops=1).rows
    assert (row["id"], row["label"], row["sentence_en"]) == ("o1", "Organisation", "S2 is aided by 某大学")
    by_tie = {row["type"]: row for row in ask(library, "reach_by_tie", start="s2", hops=1).rows}
    assert (by_tie["AIDS"]["organisations"], by_tie["AIDS"]["schools"]) == (1, 0)


def test_a_path_runs_through_it(library: Library) -> None:
    answer = ask(library, "shortest_path", **{"from": "s2", "to": "o3"})
    assert [row["to_id"] for row in answer.rows] == ["o1", "s3", "o3"]
    assert [row["observed"] for row in answer.rows] == [["2023", "2024-09"], [], []]


def test_the_network_around_it(library: Library) -> None:
    view = ask(library, "network", focus="o1", hops=1).extra["view"]
    assert {node.id: node.label for node in view.nodes} == {"o1": "Organisation", "s2": "School", "s3": "School"}
    assert {link.type for link in view.links} == {"AIDS", "MANAGES"}
    assert {node.properties.get("kind") for node in view.nodes} == {"university", None}


def test_what_is_lost_without_it(library: Library) -> None:
    what_if = ask(library, "reach", start="s2", hops=6, without="o1").extra["what_if"]
    assert what_if["without"] == {"id": "o1", "label": "Organisation", "type": None, "name": "某大学"}
    assert {row["id"] for row in what_if["lost"]["rows"]} == {"o1", "s3", "o3"}
    assert what_if["difference"]["organisations"] == -2
    (region,) = ask(library, "coverage", region="r1", without="o1").extra["what_if"]["regions"]
    assert (region["before"]["numerator"], region["after"]["numerator"]) == (2, 1)
    assert [row["id"] for row in ask(library, "uncovered_schools", region="r1", without="o1").rows] == ["s2"]
    assert ask(library, "coverage", region="r2", without="o3").rows[0]["numerator"] == 0


def test_its_aid_covers(library: Library) -> None:
    (row,) = ask(library, "coverage", region="r1", covered_by="aid").rows
    assert (row["numerator"], row["denominator"]) == (1, 2)
    assert ask(library, "coverage", region="r1", covered_by="aid", as_of="2019-01-01").rows[0]["numerator"] == 0


def test_aid_from_it_is_told_and_flows_from_its_region(library: Library) -> None:
    (row,) = ask(library, "aid_links", helper="o1").rows
    assert (row["helper"], row["helper_label"], row["helped_label"]) == ("某大学", "Organisation", "School")
    assert (row["observed"], row["since"]) == (["2023", "2024-09"], "2021")
    assert [row["key"] for row in ask(library, "aid_links", region="r2").rows] == ["aids-1"]
    assert [row["key"] for row in ask(library, "aid_in_region", region="r2").rows] == ["aids-1"]
    flows = ask(library, "aid_flows", level="county").rows
    assert [(row["from_id"], row["to_id"], row["teachers_sent"]) for row in flows] == [("r2", "r1", 3)]
    roles = {row["id"]: row["role"] for row in ask(library, "giving_and_receiving", level="county").rows}
    assert roles == {"r1": "receives", "r2": "gives"}
    (form,) = ask(library, "aid_by_form").rows
    assert (form["form"], form["helpers"]) == ("group_aid", 1)


def test_its_ties_and_those_of_what_it_touches(library: Library) -> None:
    rows = library.ask("ties_of_school", {"id": "o1"}).rows
    assert [(row["key"], row["observed"]) for row in rows] == [
        ("aids-1", ["2023", "2024-09"]),
        ("aids-2", []),
        ("manages-1", []),
    ]


def test_it_leads_without_being_a_member(library: Library) -> None:
    (group,) = ask(library, "groups").rows
    assert (group["leads"], group["members"], group["undated_links"]) == (["o2"], 1, 1)
    assert ask(library, "groups", as_of="2019-01-01").rows[0]["leads"] == []
    for row in (group, library.ask("group", {"id": "g1"}).rows[0]):
        assert (row["leads"], row["lead_names"], row["lead_labels"]) == (["o2"], ["某教育局"], ["Organisation"])
    (member,) = ask(library, "members_of_group", group="g1").rows
    assert (member["school_id"], member["observed"]) == ("s1", ["2023", "2024-09"])
    assert ask(library, "leads_by_reach").rows == []


def test_a_school_that_it_alone_holds(library: Library) -> None:
    held = {row["school_id"]: row["other_id"] for row in ask(library, "single_tie_schools").rows}
    assert held == {"s1": "g1", "s2": "o1"}
    bridges = {(row["held_id"], row["holder_id"]): row["schools_held"] for row in ask(library, "bridges", least=1).rows}
    # What hangs on s2 and on s3 is one school on either side: of two parts of one size the one with the smaller id.
    assert bridges == {("o1", "s2"): 1, ("o1", "s3"): 1}


def test_who_leads_from_outside_is_an_external_tie(library: Library) -> None:
    (row,) = ask(library, "group_centrality").rows
    assert (row["internal_ties"], row["external_ties"]) == (0, 1)


def test_figures_about_it(empty_graph: Graph) -> None:
    write_graph(empty_graph.writer, LINKS, **NODES)
    figure(empty_graph.writer)
    library = Library(empty_graph.writer)
    (row,) = library.ask("indicators", {"subject": "o1"}).rows
    assert (row["subject"], row["subject_label"]) == ("某大学", "Organisation")
    assert [row["id"] for row in library.ask("indicators", {"region": "r2"}).rows] == ["i1"]
    assert len(library.ask("reported_figures", {"subject": "o1"}).rows) == 1


def figure(store: Store) -> None:
    text = (
        "MATCH (o:Organisation {id: 'o1'})\n"
        "CREATE (o)<-[:ABOUT {key: 'about-1'}]-(:Indicator {id: 'i1', metric: 'teachers_sent', value: 3.0})"
    )
    store.write(Statement("figure", text))


@pytest.mark.parametrize("question", ["coverage", "uncovered_schools", "members_of_group", "aid_links", "reach"])
def test_what_was_observed_changes_no_answer_of_a_day(empty_graph: Graph, question: str) -> None:
    """Seen in 2023 and 2024, and said to hold on any day all the same."""
    asked: dict[str, dict[str, Any]] = {
        "coverage": {"region": "r1"},
        "uncovered_schools": {"region": "r1"},
        "members_of_group": {"group": "g1"},
        "aid_links": {},
        "reach": {"start": "r1", "ties": "LOCATED_IN,MEMBER_OF,AIDS", "hops": 3},
    }
    answers = []
    for seen in (SEEN, {}):
        links = [
            Link(x.type, x.start, x.end, x.key, x.since, x.until, {**x.properties, "observed": None, **seen})
            for x in LINKS
        ]
        write_graph(empty_graph.writer, links, **NODES)
        library = Library(empty_graph.writer)
        rows = [
            library.ask(question, {**asked[question], "as_of": day}).rows for day in ("2019-01-01", "2023-06-01", DAY)
        ]
        answers.append([[{**row, "observed": None} for row in of_day] for of_day in rows])
    assert answers[0] == answers[1]
