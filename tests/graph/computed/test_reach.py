"""Reach on the small dataset (tests/data/small/README.md shows every step) and on shapes made by hand."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

import pytest

from graph.answers import Answer, Library
from graph.errors import BadParameter, NotFound
from graph.model import TIES
from tests.graphs import Link, write_graph
from tests.held_graph import Graph

DAY = "2025-09-01"


def ask(library: Library, start: str, hops: int = 6, **given: Any) -> Answer:
    max_rows = given.pop("max_rows", None)
    return library.ask("reach", {"start": start, "hops": hops, "as_of": DAY, **given}, max_rows=max_rows)


def by_hops(answer: Answer) -> dict[int, set[str]]:
    found: dict[int, set[str]] = defaultdict(set)
    for row in answer.rows:
        found[row["hops"]].add(row["id"])
    return dict(found)


def row(answer: Answer, id_: str) -> dict[str, Any]:
    (found,) = [row for row in answer.rows if row["id"] == id_]
    return found


LEVELS = [{"a1-east", "g1"}, {"a2", "a7", "g2"}, {"a6", "b5", "b1", "b2"}, {"b4", "530126"}, {"g3", "530100"}, {"a5"}]


@pytest.mark.parametrize("hops", range(1, 7))
def test_everything_within_some_hops_is_reached_and_counted(small: Library, hops: int) -> None:
    assert by_hops(ask(small, "a1", hops)) == dict(enumerate(LEVELS[:hops], start=1))


def test_rows_come_nearest_first_and_then_by_id(small: Library) -> None:
    order = [(row["hops"], row["id"]) for row in ask(small, "a1").rows]
    assert order == sorted(order)


def test_totals_are_of_all_that_was_reached(small: Library) -> None:
    """Schools a1-east, a2, a5, a6, a7, b1, b2, b4, b5 (a6 without a number): 200+600+100+400+800+500+200+300 = 3100.

    Counties: 530124 and 530125, where they lie, and 530126, which b1 aids; 530100 is no county."""
    answer = ask(small, "a1")
    assert answer.extra["start"] == {"id": "a1", "label": "School", "name": "甲一中"}
    assert answer.extra["totals"] == {
        "schools": 9,
        "groups": 3,
        "organisations": 0,
        "regions": 2,
        "counties": 3,
        "students": 3100,
        "schools_with_students": 8,
    }


def test_rows_say_what_they_are(small: Library) -> None:
    labels = {found["id"]: (found["label"], found["name"]) for found in ask(small, "a1").rows}
    assert labels["g3"] == ("EducationGroup", "甲乙联盟")
    assert labels["530126"] == ("County", "石林彝族自治县")
    assert labels["530100"] == ("Prefecture", "昆明市")
    assert labels["b1"] == ("School", "乙一中")


def test_the_path_is_spelled_out_in_both_languages_and_directions(small: Library) -> None:
    found = row(ask(small, "a1"), "b2")
    assert [(step["type"], step["from"], step["to"]) for step in found["path"]] == [
        ("LEADS", "a1", "g1"),
        ("SPUN_OFF_FROM", "g2", "g1"),
        ("MEMBER_OF", "b2", "g2"),
    ]
    assert found["sentence"] == (
        "甲一中牵头甲一中教育集团；甲一中教育集团衍生出乙一中教育集团；乙一中教育集团有成员乙二小"
    )
    assert found["sentence_en"] == (
        "甲一中 leads 甲一中教育集团; 甲一中教育集团 gave rise to 乙一中教育集团; 乙一中教育集团 has member 乙二小"
    )


@pytest.mark.parametrize(
    ("direction", "reached"),
    [
        # As stored: memberships and leads lead to the group, and nothing leads on from there.
        ("out", {1: {"g1"}}),
        ("in", {1: {"a1-east"}}),
        ("any", {1: {"a1-east", "g1"}, 2: {"a2", "a7", "g2"}}),
    ],
)
def test_direction(small: Library, direction: str, reached: dict[int, set[str]]) -> None:
    assert by_hops(ask(small, "a1", 2, direction=direction)) == reached


def test_help_is_followed_from_helper_to_helped_and_back(small: Library) -> None:
    assert by_hops(ask(small, "b1", 1, ties="AIDS", direction="out")) == {1: {"b2", "b4", "530126"}}
    assert by_hops(ask(small, "b4", 1, ties="AIDS", direction="in")) == {1: {"b1"}}
    assert by_hops(ask(small, "b4", 1, ties="AIDS", direction="out")) == {}


@pytest.mark.parametrize("direction", ["out", "in", "any"])
@pytest.mark.parametrize(("start", "other"), [("a7", "b5"), ("b5", "a7")])
def test_a_pairing_is_followed_both_ways_whatever_the_direction(
    small: Library, direction: str, start: str, other: str
) -> None:
    answer = ask(small, start, 1, ties="PAIRED_WITH", direction=direction)
    assert by_hops(answer) == {1: {other}}
    names = {"a7": "甲七中", "b5": "乙五中"}
    assert answer.rows[0]["sentence"] == f"{names[start]}结对{names[other]}"


@pytest.mark.parametrize(
    ("ties", "reached"),
    [
        ("CAMPUS_OF", {1: {"a1-east"}}),
        ("LEADS", {1: {"g1"}}),
        ("LEADS,SPUN_OFF_FROM", {1: {"g1"}, 2: {"g2"}, 3: {"b1"}}),
        ("AIDS", {}),
        (",".join(TIES), dict(enumerate(LEVELS, start=1))),
    ],
)
def test_only_the_chosen_ties_are_followed(small: Library, ties: str, reached: dict[int, set[str]]) -> None:
    assert by_hops(ask(small, "a1", ties=ties)) == reached


def test_places_are_followed_only_when_asked_for(small: Library) -> None:
    answer = ask(small, "a4", 3, ties="LOCATED_IN,PART_OF", direction="out")
    assert by_hops(answer) == {1: {"530124"}, 2: {"530100"}, 3: {"530000"}}
    assert row(answer, "530100")["sentence"] == "甲四小位于富民县；富民县隶属于昆明市"


@pytest.mark.parametrize(
    ("start", "other", "as_of", "held"),
    [
        # aid 2021 … 2024-06-30
        ("a1", "b3", "2020-12-31", False),
        ("a1", "b3", "2021-01-01", True),
        ("a1", "b3", "2024-06-30", True),
        ("a1", "b3", "2024-07-01", False),
        # membership 2021 … 2023-06
        ("a3", "g1", "2020-12-31", False),
        ("a3", "g1", "2023-06-30", True),
        ("a3", "g1", "2023-07-01", False),
        # aid since 2023-09
        ("a2", "a6", "2023-08-31", False),
        ("a2", "a6", "2023-09-01", True),
        # aid 2024-03-15 … 2025-12
        ("b1", "b4", "2024-03-14", False),
        ("b1", "b4", "2024-03-15", True),
        ("b1", "b4", "2025-12-31", True),
        ("b1", "b4", "2026-01-01", False),
        # undated
        ("b1", "b2", "1900-01-01", True),
        # undated, of a group that began in 2020
        ("a7", "g1", "2019-12-31", False),
        ("a7", "g1", "2020-01-01", True),
        # any day
        ("a1", "b3", "any", True),
        ("a3", "g1", "any", True),
    ],
)
def test_a_link_holds_from_its_first_to_its_last_day(
    small: Library, start: str, other: str, as_of: str, held: bool
) -> None:
    reached = {found["id"] for found in ask(small, start, 1, as_of=as_of).rows}
    assert (other in reached) is held


def test_undated_links_of_the_paths_are_counted_once(small: Library) -> None:
    """Paths from g1 within two hops use three undated links: a7's membership, also on the way to b5; b1 leads g2; and
    a1's campus."""
    answer = ask(small, "g1", 2)
    assert by_hops(answer) == {1: {"a1", "a2", "a7", "g2"}, 2: {"a1-east", "a6", "b1", "b2", "b5"}}
    assert answer.receipt.undated_links == 3


def test_what_was_cut_is_said_and_totals_stay_whole(small: Library) -> None:
    whole, cut = ask(small, "a1"), ask(small, "a1", max_rows=3)
    assert cut.rows == whole.rows[:3]
    assert (cut.receipt.truncated, cut.receipt.cut_at, whole.receipt.truncated) == (True, 3, False)
    assert cut.extra["totals"] == whole.extra["totals"]
    exact = ask(small, "a1", max_rows=len(whole.rows))
    assert not exact.receipt.truncated


def test_a_region_is_a_start_like_any_other(small: Library) -> None:
    answer = ask(small, "530100", 2)
    assert answer.extra["start"]["label"] == "Prefecture"
    assert by_hops(answer) == {1: {"530126"}, 2: {"b1"}}
    assert row(answer, "b1")["sentence"] == "昆明市管理石林彝族自治县；石林彝族自治县受其帮扶乙一中"


def test_a_school_without_ties_reaches_nothing(small: Library) -> None:
    answer = ask(small, "a4")
    assert answer.rows == []
    assert answer.extra["totals"]["schools"] == answer.extra["totals"]["students"] == 0


@pytest.mark.parametrize("start", ["nobody", "small-1", "甲一中"])
def test_an_unknown_start_is_not_found(small: Library, start: str) -> None:
    with pytest.raises(NotFound, match=start):
        ask(small, start)


@pytest.mark.parametrize("hops", [0, 7, -1, "two", None, 2.5])
def test_hops_are_one_to_six(small: Library, hops: Any) -> None:
    if hops is None:
        assert small.ask("reach", {"start": "a1"}).receipt.parameters["hops"] == 2
        return
    with pytest.raises(BadParameter) as raised:
        ask(small, "a1", hops)
    assert raised.value.parameter == "hops"


@pytest.mark.parametrize("given", [{"ties": "KNOWS"}, {"ties": "ABOUT"}, {"direction": "up"}, {"as_of": "2025"}])
def test_other_parameters_are_checked_too(small: Library, given: dict[str, Any]) -> None:
    with pytest.raises(BadParameter) as raised:
        ask(small, "a1", **given)
    assert raised.value.parameter in given


def test_a_ring_ends_and_every_node_comes_once(empty_graph: Graph) -> None:
    ring = [Link("AIDS", f"s{n}", f"s{(n + 1) % 5}", f"aids-{n}") for n in range(5)]
    write_graph(empty_graph.writer, ring)
    library = Library(empty_graph.writer)
    assert by_hops(ask(library, "s0", direction="out")) == {n: {f"s{n}"} for n in range(1, 5)}
    assert by_hops(ask(library, "s0")) == {1: {"s1", "s4"}, 2: {"s2", "s3"}}


def test_of_equal_paths_the_smallest_key_is_told(empty_graph: Graph) -> None:
    """s0 to s3 by s1 or s2; the keys of the last links decide, not the order of the names."""
    links = [
        Link("AIDS", "s0", "s1", "aids-a"),
        Link("AIDS", "s0", "s2", "aids-b"),
        Link("AIDS", "s1", "s3", "aids-z"),
        Link("AIDS", "s2", "s3", "aids-c"),
        Link("MANAGES", "s0", "s1", "manages-a"),
    ]
    write_graph(empty_graph.writer, links)
    answer = ask(Library(empty_graph.writer), "s0")
    assert [step["key"] for step in row(answer, "s3")["path"]] == ["aids-b", "aids-c"]
    assert [step["key"] for step in row(answer, "s1")["path"]] == ["aids-a"]


def test_names_with_signs_of_their_own_stay_whole(empty_graph: Graph) -> None:
    """Ids and names may hold blanks, arrows and quotes; the step of a path is told in one string."""
    write_graph(
        empty_graph.writer,
        [Link("AIDS", "s > dated 1", "s'2\"", "aids-1"), Link("AIDS", "s'2\"", "s3", "aids-2")],
        **{"s > dated 1": {"name": "甲；乙"}, "s3": {"name": "undated < x"}},
    )
    answer = ask(Library(empty_graph.writer), "s > dated 1")
    assert row(answer, "s3")["sentence"] == "甲；乙帮扶S'2\"；S'2\"帮扶undated < x"
