from __future__ import annotations

from datetime import date

import pytest

from app.web.pages.asking import Query, read_query
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
    assert query.problems["from"].startswith("is missing")


def test_all_that_is_wrong_is_told_at_once() -> None:
    pairs = [("by", "planet"), ("as_of", "soon"), ("regoin", "1"), ("weight", "schools"), ("weight", "students")]
    query = asked("coverage", *pairs, ("limit", "0"))
    assert set(query.problems) == {"by", "as_of", "regoin", "weight", "limit"}
    assert "is not one of county, prefecture, province" in query.problems["by"]
    assert "it takes as_of, by, covered_by, limit" in query.problems["regoin"]
    assert "stands 2 times" in query.problems["weight"]
    assert query.given["as_of"] == "soon"


@pytest.mark.parametrize("limit", ["0", "10001", "-1", "1.5", "ten"])
def test_a_page_has_between_one_and_ten_thousand_rows(limit: str) -> None:
    assert list(asked("schools", ("limit", limit)).problems) == ["limit"]


def test_no_question_takes_a_parameter_that_the_page_has_for_itself() -> None:
    taken = {"lang", "limit", "format", "cursor"}
    for question in shipped_catalogue().values():
        assert not taken & {parameter.name for parameter in question.header.parameters}, question.id
