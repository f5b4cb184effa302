from __future__ import annotations

from datetime import date

import pytest

from app.web.pages.query import Query, read_query
from graph.questions import shipped_catalogue

TODAY = date(2025, 9, 1)


def asked(question: str, *pairs: tuple[str, str]) -> Query:
    return read_query(shipped_catalogue()[question], pairs, TODAY)


def test_checked_boxes_and_a_comma_list_are_the_same() -> None:
    boxes = asked("reach", ("start", "s1"), ("ties", "AIDS"), ("ties", "LEADS"))
    assert boxes.values == asked("reach", ("start", "s1"), ("ties", "AIDS,LEADS")).values
    assert boxes.values == {"start": "s1", "ties": "AIDS,LEADS"}
    assert not boxes.problems


def test_empty_controls_leave_the_defaults_to_the_question() -> None:
    query = asked("coverage", ("region", "530100"), ("by", ""), ("as_of", ""), ("limit", ""), ("lang", "en"))
    assert query.values == {"region": "530100"}
    assert (query.problems, query.absent, query.limit) == ({}, [], 100)


def test_nothing_is_wrong_before_anything_was_asked() -> None:
    query = asked("shortest_path", ("lang", "en"))
    assert query.absent == ["from", "to"]
    assert query.problems == {}


def test_a_required_control_that_was_sent_empty_is_missing() -> None:
    query = asked("shortest_path", ("from", ""), ("to", "s1"))
    assert query.absent == []
    assert list(query.problems) == ["from"]
    chinese, english = query.problems["from"]
    assert english.startswith("is missing")
    assert chinese.startswith("没有填写")


def test_all_that_is_wrong_is_told_at_once() -> None:
    pairs = [("by", "planet"), ("as_of", "soon"), ("weight", "schools"), ("weight", "students")]
    query = asked("coverage", *pairs, ("limit", "0"))
    assert set(query.problems) == {"by", "as_of", "weight", "limit"}
    assert "is not one of county, prefecture, province" in query.problems["by"][1]
    assert query.problems["weight"] == ("出现了 2 次；只给一次", "stands 2 times; give it once")
    assert query.given["as_of"] == "soon"


def test_what_others_hang_on_an_address_is_passed_over() -> None:
    query = asked("coverage", ("region", "530100"), ("utm_source", "a"), ("from", "timeline"), ("regoin", "1"))
    assert query.values == {"region": "530100"}
    assert query.problems == {}


@pytest.mark.parametrize("mark", ["singlemessage", "groupmessage", "timeline"])
def test_what_wechat_appends_is_never_where_a_path_starts(mark: str) -> None:
    appended = asked("shortest_path", ("from", "s1"), ("to", "s2"), ("from", mark))
    assert (appended.values, appended.problems) == ({"from": "s1", "to": "s2"}, {})
    assert asked("shortest_path", ("from", mark), ("from", "s1"), ("to", "s2")).values == appended.values
    alone = asked("shortest_path", ("to", "s2"), ("from", mark))
    assert (alone.absent, alone.problems) == (["from"], {})


def test_the_first_start_of_a_path_stands() -> None:
    twice = asked("shortest_path", ("from", "s1"), ("from", "s3"), ("to", "s2"))
    assert (twice.values, twice.problems) == ({"from": "s1", "to": "s2"}, {})


@pytest.mark.parametrize("limit", ["0", "10001", "-1", "1.5", "ten"])
def test_a_page_has_between_one_and_ten_thousand_rows(limit: str) -> None:
    assert list(asked("schools", ("limit", limit)).problems) == ["limit"]


def test_no_question_takes_a_parameter_that_the_page_has_for_itself() -> None:
    taken = {"lang", "limit", "format", "cursor"}
    for question in shipped_catalogue().values():
        assert not taken & {parameter.name for parameter in question.header.parameters}, question.id
