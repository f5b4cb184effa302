"""Reach as if something were not there, on the small dataset (tests/data/small/README.md shows every step)."""

from __future__ import annotations

from typing import Any

import pytest

from graph.answers import Answer, Library
from graph.errors import BadParameter, NotFound
from tests.graph.computed.test_leaving import key_of

DAY = "2025-09-01"
FROM_A1 = {
    "schools": 9,
    "groups": 3,
    "organisations": 0,
    "regions": 2,
    "counties": 3,
    "students": 3100,
    "schools_with_students": 8,
}


def ask(library: Library, start: str, without: str | None = None, **given: Any) -> Answer:
    max_rows = given.pop("max_rows", None)
    asked = {"start": start, "hops": 6, "as_of": DAY, "without": without, **given}
    return library.ask("reach", asked, max_rows=max_rows)


def ids(rows: list[dict[str, Any]]) -> set[str]:
    return {row["id"] for row in rows}


def farther(what_if: dict[str, Any]) -> dict[str, tuple[int, int]]:
    return {row["id"]: (row["hops_before"], row["hops_after"]) for row in what_if["farther"]["rows"]}


def test_without_a_group_what_hangs_on_it_is_lost(small: Library) -> None:
    """g2 ties b1 and b2 to g1, and through b1 the rest of that side. Left are a1-east (200 students), g1, a2 (600),
    a7 (400), a6 (unknown) and b5 (300), in two counties."""
    answer = ask(small, "a1", "g2")
    assert ids(answer.rows) == {"a1-east", "g1", "a2", "a7", "a6", "b5"}
    after = {
        "schools": 5,
        "groups": 1,
        "organisations": 0,
        "regions": 0,
        "counties": 2,
        "students": 1500,
        "schools_with_students": 4,
    }
    assert answer.extra["totals"] == after
    what_if = answer.extra["what_if"]
    assert what_if["without"] == {"id": "g2", "label": "EducationGroup", "type": None, "name": "乙一中教育集团"}
    assert (what_if["before"], what_if["after"]) == (FROM_A1, after)
    assert what_if["difference"] == {
        "schools": -4,
        "groups": -2,
        "organisations": 0,
        "regions": -2,
        "counties": -1,
        "students": -1600,
        "schools_with_students": -4,
    }
    assert ids(what_if["lost"]["rows"]) == {"g2", "b1", "b2", "b4", "530126", "g3", "530100", "a5"}
    assert (what_if["lost"]["count"], what_if["lost"]["truncated"]) == (8, False)
    assert what_if["farther"] == {"count": 0, "truncated": False, "cut_at": 1000, "rows": []}


def test_what_is_lost_reads_as_it_was_reached(small: Library) -> None:
    before = {row["id"]: row for row in ask(small, "a1").rows}
    lost = ask(small, "a1", "g2").extra["what_if"]["lost"]["rows"]
    assert lost == [before[row["id"]] for row in lost]


def test_a_group_stays_when_its_lead_leaves(small: Library) -> None:
    """b1 leads g2 and aids b2, b4 and 530126; b2 is still a member of g2."""
    answer = ask(small, "a1", "b1")
    assert ids(answer.rows) == {"a1-east", "g1", "a2", "a7", "g2", "a6", "b5", "b2"}
    assert ids(answer.extra["what_if"]["lost"]["rows"]) == {"b1", "b4", "530126", "g3", "530100", "a5"}


def test_campuses_leave_with_their_school_and_not_the_other_way(small: Library) -> None:
    assert ids(ask(small, "g1", "a1").extra["what_if"]["lost"]["rows"]) == {"a1", "a1-east"}
    assert ids(ask(small, "g1", "a1-east").extra["what_if"]["lost"]["rows"]) == {"a1-east"}


def test_without_a_tie_some_are_farther(small: Library) -> None:
    """b2 is a member of g2 and aided by b1, who leads it: without the membership everything beyond g2 is a hop more."""
    answer = ask(small, "b2", key_of(small, "MEMBER_OF", "b2", "g2"))
    what_if = answer.extra["what_if"]
    assert (what_if["without"]["type"], what_if["without"]["name"]) == ("MEMBER_OF", "乙二小加入乙一中教育集团")
    assert what_if["lost"]["count"] == 0
    assert farther(what_if) == {
        "g2": (1, 2),
        "g1": (2, 3),
        **dict.fromkeys(("a1", "a2", "a7"), (3, 4)),
        **dict.fromkeys(("a1-east", "a6", "b5"), (4, 5)),
    }
    assert set(what_if["difference"].values()) == {0}


def test_without_the_only_tie_nothing_is_left(small: Library) -> None:
    answer = ask(small, "a6", key_of(small, "AIDS", "a2", "a6"))
    assert answer.rows == []
    assert answer.extra["totals"]["schools"] == 0
    assert answer.extra["what_if"]["lost"]["count"] == len(ask(small, "a6").rows) > 0


def test_a_tie_that_had_ended_changes_nothing(small: Library) -> None:
    key = key_of(small, "AIDS", "a1", "b3")
    answer = ask(small, "a1", key)
    assert answer.rows == ask(small, "a1").rows
    what_if = answer.extra["what_if"]
    assert (what_if["lost"]["count"], what_if["farther"]["count"]) == (0, 0)
    assert ids(ask(small, "a1", key, as_of="2024-06-30").extra["what_if"]["lost"]["rows"]) == {"b3"}


def test_a_school_that_left_is_not_in_its_place_either(small: Library) -> None:
    answer = ask(small, "530124", "a4", hops=1, ties="LOCATED_IN", direction="in")
    assert ids(answer.extra["what_if"]["lost"]["rows"]) == {"a4"}
    assert "a4" not in ids(answer.rows)
    assert "a3" in ids(answer.rows)


def test_lists_are_cut_with_their_counts(small: Library) -> None:
    what_if = ask(small, "a1", "g2", max_rows=3).extra["what_if"]
    assert (what_if["lost"]["count"], what_if["lost"]["truncated"], what_if["lost"]["cut_at"]) == (8, True, 3)
    assert [row["id"] for row in what_if["lost"]["rows"]] == ["g2", "b1", "b2"]
    assert what_if["before"] == FROM_A1
    moved = ask(small, "b2", key_of(small, "MEMBER_OF", "b2", "g2"), max_rows=2).extra["what_if"]["farther"]
    assert (moved["count"], moved["truncated"], [row["id"] for row in moved["rows"]]) == (8, True, ["g2", "g1"])


def test_undated_links_of_what_is_told_are_counted_once(small: Library) -> None:
    """Left from a1: the campus and a7's membership. Lost with g2: b1's lead of it."""
    assert ask(small, "a1", "g2").receipt.undated_links == 3
    assert ask(small, "a1", "a5").receipt.undated_links == ask(small, "a1").receipt.undated_links


def test_without_nothing_there_is_no_what_if(small: Library) -> None:
    answer = ask(small, "a1")
    assert set(answer.extra) == {"start", "totals"}
    assert answer.receipt.parameters["without"] is None


@pytest.mark.parametrize(("start", "without"), [("a1", "a1"), ("g1", "g1"), ("a1-east", "a1")])
def test_the_start_can_not_leave(small: Library, start: str, without: str) -> None:
    with pytest.raises(BadParameter, match="is the start") as raised:
        ask(small, start, without)
    assert raised.value.parameter == "without"


def test_what_is_not_there_is_not_found(small: Library) -> None:
    with pytest.raises(NotFound, match="nobody"):
        ask(small, "a1", "nobody")
    with pytest.raises(NotFound, match="start-of-nothing"):
        ask(small, "start-of-nothing", "a1")


def test_without_a_lead_school_in_the_reports(seeds: Library) -> None:
    """谢家湾's group has four other members; three of them hang on it alone, 金茂 is tied to the lead as well."""
    (lead,) = [row["id"] for row in seeds.ask("find", {"name": "重庆谢家湾小学"}).rows if row["label"] == "School"]
    (group,) = seeds.ask("groups_of_school", {"school": lead, "as_of": DAY}).rows
    answer = ask(seeds, lead, group["group_id"], hops=2)
    assert {row["name"] for row in answer.extra["what_if"]["lost"]["rows"]} == {
        "谢家湾小学教育集团",
        "铁路小学",
        "华福小学",
        "华梁小学",
    }
    assert "谢家湾（金茂）小学" in {row["name"] for row in answer.rows}
