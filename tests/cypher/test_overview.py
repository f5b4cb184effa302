"""The whole graph from far away, counted on the small dataset of 13 schools, 3 groups and 3 organisations."""

from __future__ import annotations

from typing import Any

import pytest

from graph import Store
from graph.answers import Answer, Library, answer_cache
from graph.errors import NotFound
from graph.subgraph import Subgraph
from tests.graphs import Link, write_graph
from tests.held_graph import Graph

DAY = "2025-09-01"


def asked(library: Library, **given: Any) -> Answer:
    return library.ask("overview", {"as_of": DAY, **given})


def rows(answer: Answer, *columns: str) -> dict[str, tuple[Any, ...]]:
    """The columns of each row by id; the row of what lies nowhere under its label."""
    return {row["id"] or row["label"]: tuple(row[name] for name in columns) for row in answer.rows}


def lines(answer: Answer) -> dict[tuple[str, str, str], int]:
    """How many ties each line of the map stands for."""
    view: Subgraph = answer.extra["view"]
    return {(link.type, link.start, link.end): link.properties.get("links", 1) for link in view.links}


def test_a_province_holds_everything_in_it(small: Library) -> None:
    """17 ties hold: 2 LEADS, 7 MEMBER_OF, 1 CAMPUS_OF, 4 AIDS, 1 pairing, 1 spin-off, 1 MANAGES. o3 lies nowhere.

    Undated are what makes b1 lead g2, a7's membership, the campus and the training of b2."""
    answer = asked(small)
    columns = ("schools", "groups", "organisations", "links_within", "links_outside", "opens")
    assert rows(answer, *columns) == {
        "530000": (13, 3, 2, 17, 0, True),
        "Organisation": (0, 0, 1, 0, 0, True),
    }
    assert rows(answer, "name", "counties_named") == {"530000": ("云南省", 3), "Organisation": (None, 0)}
    assert lines(answer) == {}
    assert answer.receipt.undated_links == 5
    assert {"label": "Province", "count": 33} in answer.extra["left_out"]


def test_an_opened_region_is_replaced_by_what_is_in_it(small: Library) -> None:
    """530100 and 530000 stay: the one manages 530126, the other holds o1. g3 and o2 lie in 530100 itself."""
    answer = asked(small, open="530100")
    columns = ("label", "parent", "schools", "groups", "organisations", "links_within", "links_outside")
    assert rows(answer, *columns) == {
        "530000": ("Province", None, 0, 0, 1, 0, 0),
        "530100": ("Prefecture", "530000", 0, 0, 0, 0, 1),
        "530124": ("County", "530100", 8, 1, 0, 6, 3),
        "530125": ("County", "530100", 5, 1, 0, 5, 4),
        "530126": ("County", "530100", 0, 0, 0, 0, 2),
        "g3": ("EducationGroup", "530100", 0, 1, 0, 0, 2),
        "o2": ("Organisation", "530100", 0, 0, 1, 0, 0),
        "Organisation": ("Organisation", None, 0, 0, 1, 0, 0),
    }
    assert lines(answer) == {
        ("AIDS", "530125", "530126"): 1,
        ("MANAGES", "530100", "530126"): 1,
        ("MEMBER_OF", "530124", "g3"): 1,
        ("MEMBER_OF", "530125", "g3"): 1,
        ("PAIRED_WITH", "530124", "530125"): 1,
        ("SPUN_OFF_FROM", "530125", "530124"): 1,
    }
    assert [row["opens"] for row in answer.rows if row["id"] in {"530100", "530124", "530126", "o2"}] == [
        False, True, False, False,
    ]  # fmt: skip


def test_between_schools_and_groups_stand_the_ties_themselves(small: Library) -> None:
    answer = asked(small, open="530124,530100")
    assert len(answer.rows) == 6 + 9 + 1
    view: Subgraph = answer.extra["view"]
    (led,) = [link for link in view.links if link.type == "LEADS"]
    assert (led.start, led.end, led.properties["source_ids"]) == ("a1", "g1", ["small-1"])
    (summed,) = [link for link in view.links if link.type == "PAIRED_WITH"]
    assert (summed.start, summed.end) == ("530125", "a7")
    assert summed.properties == {"links": 1, "teachers_sent": 0, "links_with_teachers": 0, "undated_links": 0}
    assert {node.id: node.name for node in view.nodes}["a1"] == "甲一中"


def test_groups_hold_their_members_wherever_those_lie(small: Library) -> None:
    """a1-east, a3, a4, a6, b3 and b5 are in no group."""
    answer = asked(small, by="group")
    columns = ("schools", "groups", "organisations", "links_within", "links_outside")
    assert rows(answer, *columns) == {
        "530000": (6, 0, 2, 1, 4),
        "g1": (3, 1, 0, 4, 4),
        "g2": (2, 1, 0, 4, 3),
        "g3": (2, 1, 0, 2, 1),
        "Organisation": (0, 0, 1, 0, 0),
    }
    assert lines(answer) == {
        ("AIDS", "g1", "530000"): 1,
        ("AIDS", "g2", "530000"): 1,
        ("AIDS", "g2", "g3"): 1,
        ("CAMPUS_OF", "530000", "g1"): 1,
        ("PAIRED_WITH", "530000", "g1"): 1,
        ("SPUN_OFF_FROM", "g2", "g1"): 1,
    }


def test_an_opened_group_shows_its_members(small: Library) -> None:
    answer = asked(small, by="group", open="g3")
    assert rows(answer, "label", "schools", "groups", "opens")["g3"] == ("EducationGroup", 0, 1, False)
    assert {"a5", "b4"} <= set(rows(answer))
    assert ("MEMBER_OF", "a5", "g3") in lines(answer)
    assert ("AIDS", "g2", "b4") in lines(answer)


def test_what_lies_nowhere_can_be_opened(small: Library) -> None:
    answer = asked(small, open="no-region:Organisation")
    assert rows(answer, "label", "name", "parent")["o3"] == ("Organisation", "丙基金会", None)
    assert "Organisation" not in rows(answer)


def test_only_the_ties_that_are_asked_for_count(small: Library) -> None:
    answer = asked(small, ties="AIDS", open="530100")
    assert lines(answer) == {("AIDS", "530125", "530126"): 1}
    assert rows(answer, "links_within")["530125"] == (2,)


def test_without_a_day_ended_ties_count_too(small: Library) -> None:
    """a3 left g1 in 2023, and a1 aided b3 until 2024."""
    assert rows(asked(small, as_of="any"), "links_within")["530000"] == (19,)


def test_what_finds_no_room_stays_with_its_region(pairings: Library) -> None:
    whole = asked(pairings, level="county", most=1500)
    bounded = asked(pairings, level="county", most=50)
    assert len(whole.rows) > 50 == len(bounded.rows)
    for answer in (whole, bounded):
        sums = {name: sum(row[name] for row in answer.rows) for name in ("schools", "organisations", "counties_named")}
        ties = sum(2 * row["links_within"] + row["links_outside"] for row in answer.rows)
        assert (sums, ties) == _sums_of(whole)
        assert not answer.receipt.truncated


def _sums_of(answer: Answer) -> tuple[dict[str, int], int]:
    names = ("schools", "organisations", "counties_named")
    sums = {name: sum(row[name] for row in answer.rows) for name in names}
    return sums, sum(2 * row["links_within"] + row["links_outside"] for row in answer.rows)


def test_the_thinnest_lines_are_left_out_and_counted(empty_graph: Graph) -> None:
    """120 schools that all lie nowhere, in a ring and each tied to four more: 50 rows have 200 lines at most."""
    names = [f"s{n:03}" for n in range(120)]
    links = [
        Link("AIDS", names[n], names[(n + step) % 120], f"k{n}-{step}", properties={"form": "joint"})
        for n in range(120)
        for step in range(1, 6)
    ]
    write_graph(empty_graph.writer, links)
    answer = asked(Library(empty_graph.writer), open="no-region:School", most=120)
    view: Subgraph = answer.extra["view"]
    assert len(answer.rows) == 120
    assert len(view.links) == 480
    of_type = {"type": "AIDS", "lines": 120, "ties": 120}
    assert answer.extra["lines_left_out"] == {"lines": 120, "ties": 120, "by_type": [of_type]}


def test_an_unknown_id_to_open_is_not_found(small: Library) -> None:
    with pytest.raises(NotFound) as caught:
        asked(small, open="530100,nobody")
    assert "nobody" in caught.value.message


def test_sums_that_are_kept_are_of_the_graph_as_it_is(reader: Store, small: Library) -> None:
    kept = Library(reader, cache=answer_cache(1_000_000))
    for given in ({}, {"open": "530100"}, {"ties": "AIDS"}, {"as_of": "2020-01-01"}, {"by": "group"}):
        assert asked(kept, **given).rows == asked(small, **given).rows
