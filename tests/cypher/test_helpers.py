"""Who helped a place in turn, whom nobody helps, and what a helper's leaving would leave."""

from __future__ import annotations

from typing import Any

import pytest

from graph.answers import Library
from tests.graphs import Link, write_graph
from tests.held_graph import Graph

DAY = "2025-09-01"


@pytest.fixture
def helped(empty_graph: Graph, request: pytest.FixtureRequest) -> Library:
    """Two prefectures r1 and r2 with counties; r11, r12 in r1, r21 in r2; schools s11 in r11, s21 in r21."""
    prefecture, county = {"level": "prefecture"}, {"level": "county"}
    aid: dict[str, Any] = {"form": "other"}
    write_graph(
        empty_graph.writer,
        [
            *(Link("PART_OF", f"r{n}", f"r{n[0]}", f"part-{n}") for n in ("11", "12", "21")),
            Link("LOCATED_IN", "s11", "r11", "in-1"),
            Link("LOCATED_IN", "s21", "r21", "in-2"),
            Link("LOCATED_IN", "s22", "r21", "in-3"),
            # r12 is helped by r21 in two terms, by r2 as seen in 2021, and by o1 nobody knows when.
            Link("AIDS", "r21", "r12", "aids-1", "2016", "2020", {**aid, "programme": "甲"}),
            Link("AIDS", "r21", "r12", "aids-2", "2022", None, {**aid, "programme": "乙"}),
            Link("AIDS", "r2", "r12", "aids-3", None, "2024", {**aid, "programme": "甲", "observed": ["2021", "2023"]}),
            Link("AIDS", "o1", "r12", "aids-4", properties=aid),
            # s11's county gets aid through it; help within r21 is none from outside; r1 as a whole is helped too.
            Link("AIDS", "r2", "s11", "aids-5", "2020", "2024", aid),
            Link("AIDS", "s21", "s22", "aids-6", "2020", None, aid),
            Link("AIDS", "r2", "r1", "aids-7", "2020", None, aid),
            Link("PAIRED_WITH", "r11", "r21", "paired-with-1", "2020"),
        ],
        **dict.fromkeys(("r1", "r2"), prefecture),
        **dict.fromkeys(("r11", "r12", "r21"), county),
    )
    return Library(request.getfixturevalue("reader"))


def test_helpers_come_in_turn(helped: Library) -> None:
    answer = helped.ask("helpers_in_turn", {})
    assert [(row["helped_id"], row["turn"], row["helper_id"], row["since"], row["key"]) for row in answer.rows] == [
        ("r12", 1, "r21", "2016", "aids-1"),
        ("r12", 2, "r2", None, "aids-3"),
        ("r12", 3, "r21", "2022", "aids-2"),
        ("r12", None, "o1", None, "aids-4"),
    ]
    assert answer.receipt.undated_links == 1


@pytest.mark.parametrize(
    ("given", "turns"),
    [
        ({"region": "r1"}, [1, 2, 3, None]),
        ({"region": "r12"}, [1, 2, 3, None]),
        ({"region": "r2"}, []),
        ({"helped": "r12", "programme": "甲"}, [1, 2]),
        # One link of that programme alone is no turn after another.
        ({"programme": "乙"}, []),
        ({"helped": "s22"}, []),
    ],
)
def test_turns_are_those_of_the_region_the_helped_and_the_programme(
    helped: Library, given: dict[str, str], turns: list[int | None]
) -> None:
    assert [row["turn"] for row in helped.ask("helpers_in_turn", given).rows] == turns


@pytest.mark.parametrize(
    ("given", "ids"),
    [
        # r12 is always helped by o1, r11 through its school, r21 by its own only, r2 by nobody.
        ({"level": "county", "as_of": "2022-01-01"}, ["r21"]),
        ({"level": "county", "as_of": DAY}, ["r11", "r21"]),
        ({"level": "county", "as_of": DAY, "region": "r1"}, ["r11"]),
        ({"level": "county", "as_of": "any"}, ["r21"]),
        ({"level": "prefecture", "as_of": DAY}, ["r2"]),
        ({"level": "province", "as_of": DAY}, []),
        ({"region": "no-such", "as_of": DAY}, []),
    ],
)
def test_regions_that_nobody_helps(helped: Library, given: dict[str, str], ids: list[str]) -> None:
    assert [row["id"] for row in helped.ask("unhelped_regions", given).rows] == ids


def test_help_for_a_region_above_and_pairings_stand_beside(helped: Library) -> None:
    one, other = helped.ask("unhelped_regions", {"as_of": DAY}).rows
    assert one == {
        "id": "r11",
        "name": "R11",
        "parent": "r1",
        "parent_name": "R1",
        "pairings": 1,
        "helped_above": ["R1"],
        "helpers_above": ["R2"],
        "schools_known": 1,
        "undated_links": 0,
    }
    assert (other["pairings"], other["helped_above"], other["helpers_above"]) == (1, [], [])


@pytest.mark.parametrize(
    ("given", "rows"),
    [
        ({"helper": "r2"}, [("r1", 1, [], True)]),
        ({"helper": "r2", "as_of": "2023-01-01"},
         [("r1", 1, [], True), ("r12", 1, ["O1", "R21"], False), ("s11", 1, [], True)]),
        ({"helper": "r2", "as_of": "2023-01-01", "with_below": "true"},
         [("r1", 1, [], True), ("r12", 2, ["O1"], False), ("s11", 1, [], True), ("s22", 1, [], True)]),
        ({"helper": "r21"}, [("r12", 1, ["O1"], False)]),
        ({"helper": "s21"}, [("s22", 1, [], True)]),
        ({"helper": "o1"}, [("r12", 1, ["R21"], False)]),
        ({"helper": "r11"}, []),
        ({"helper": "no-such"}, []),
    ],
)  # fmt: skip
def test_what_a_helpers_leaving_would_leave(
    helped: Library, given: dict[str, str], rows: list[tuple[str, int, list[str], bool]]
) -> None:
    answer = helped.ask("lost_without_helper", {"as_of": DAY, **given})
    assert [
        (row["helped_id"], row["links"], row["other_helper_names"], row["loses_last_helper"]) for row in answer.rows
    ] == rows
    assert all(row["other_helpers"] == len(row["other_helper_names"]) for row in answer.rows)


def test_a_leaving_helper_is_told_with_programmes_and_undated_links(helped: Library) -> None:
    given = {"helper": "r2", "as_of": "2023-01-01", "with_below": "true"}
    [row] = [row for row in helped.ask("lost_without_helper", given).rows if row["helped_id"] == "r12"]
    assert (row["programmes"], row["helpers"], row["undated_links"]) == (["甲", "乙"], ["R2", "R21"], 1)


def test_a_region_may_leave_in_a_what_if(helped: Library) -> None:
    """r2 helps r12, s11 and r1; r21, which lies in it, goes on helping r12."""
    given = {"as_of": "2023-01-01", "without": "r2"}
    what_if = helped.ask("reach", {"start": "r12", **given}).extra["what_if"]
    assert what_if["without"] == {"id": "r2", "label": "County", "type": None, "name": "R2"}
    assert {row["id"] for row in what_if["lost"]["rows"]} == {"r2", "r1", "s11"}
    assert (what_if["before"]["regions"], what_if["after"]["regions"]) == (4, 2)
    [row] = helped.ask("coverage", {"region": "r11", "covered_by": "aid", **given}).rows
    assert (row["numerator"], row["denominator"]) == (0, 1)
    assert [row["id"] for row in helped.ask("uncovered_schools", {"region": "r11", **given}).rows] == ["s11"]


@pytest.mark.parametrize(
    ("given", "nodes"),
    [
        # Around r1 stand r11 and r12, which have ties, and its own helper; a hop further on their own.
        ({"focus": "r1", "hops": 1}, {"r1", "r11", "r12", "r2"}),
        ({"focus": "r1", "hops": 2}, {"r1", "r11", "r12", "r2", "r21", "o1"}),
        ({"focus": "r1", "hops": 1, "ties": "PAIRED_WITH"}, {"r1", "r11"}),
        ({"focus": "r11", "hops": 1}, {"r11", "r21", "s11"}),
        ({"focus": "r2", "hops": 1}, {"r2", "r21", "s21", "s22", "r1"}),
    ],
)
def test_regions_below_that_have_ties_stand_around_a_region(
    helped: Library, given: dict[str, Any], nodes: set[str]
) -> None:
    answer = helped.ask("network", {"as_of": DAY, **given})
    view = answer.extra["view"]
    assert {node.id for node in view.nodes} == nodes
    inside = {(link.start, link.end) for link in view.links if link.type == "PART_OF"}
    assert inside == {ends for ends in (("r11", "r1"), ("r12", "r1"), ("r21", "r2")) if nodes >= set(ends)}
    assert answer.receipt.undated_links == sum(link.key in ("aids-4", "in-1", "in-2", "in-3") for link in view.links)
