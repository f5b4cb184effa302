from __future__ import annotations

import json
from datetime import date
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest

from app.web.pages.console.form import Filled, example_parameters, from_address, read_form
from graph.errors import BadParameter, UnknownQuestion
from graph.questions import shipped_catalogue

TODAY = date(2025, 9, 1)


def sent(**fields: str) -> Filled:
    return read_form(urlencode(fields).encode())


def test_a_form_is_a_statement_with_values() -> None:
    filled = sent(lang="en", statement="RETURN $a\r\nAS x", parameters=' {"a": "活"} ', do="csv")
    assert (filled.language, filled.do) == ("en", "csv")
    assert filled.values() == ("RETURN $a\nAS x", {"a": "活"})
    assert sent(statement="RETURN 1", parameters=" \r\n").values() == ("RETURN 1", {})


@pytest.mark.parametrize(
    ("body", "field"),
    [
        (b"lang=fr", "lang"),
        (b"do=drop", "do"),
        (b"statement=1&statement=2", "body"),
        (b"statment=1", "statment"),
        (b"statement=%ff", "body"),
        (b"statement=\xe5", "body"),
        (b"&".join(b"a=1" for _ in range(50)), "body"),
    ],
)
def test_a_form_of_another_making_is_refused(body: bytes, field: str) -> None:
    with pytest.raises(BadParameter) as caught:
        read_form(body)
    assert caught.value.parameter == field


@pytest.mark.parametrize("parameters", ["{", "[1]", '"text"', "{'a': 1}", '{"a": 1, "a": 2}'])
def test_parameters_that_are_no_object_are_named(parameters: str) -> None:
    with pytest.raises(BadParameter) as caught:
        sent(statement="RETURN 1", parameters=parameters).values()
    assert caught.value.parameter == "parameters"


def test_an_address_fills_the_form_in_again() -> None:
    filled = Filled("zh", "MATCH (a) WHERE a.name = '学&校'\nRETURN a", '{"x": 1}')
    query = parse_qs(urlsplit(filled.address("en")).query)
    again = from_address("en", query["statement"][0], query["parameters"][0], None, TODAY)
    assert (again.statement, again.parameters) == (filled.statement, filled.parameters)
    assert query["lang"] == ["en"]


def test_there_is_something_to_begin_with_unless_a_statement_is_given() -> None:
    assert "MATCH" in from_address("zh", None, None, None, TODAY).statement
    assert from_address("zh", "", None, None, TODAY).statement == ""


@pytest.mark.parametrize("question", shipped_catalogue())
def test_every_question_is_an_example_with_all_that_it_needs(question: str) -> None:
    filled = from_address("zh", None, None, question, TODAY)
    statement, parameters = filled.values()
    assert statement == shipped_catalogue()[question].statement.text
    assert {p.name for p in shipped_catalogue()[question].header.parameters} <= set(parameters)


def test_examples_hold_the_days_and_texts_of_the_header() -> None:
    values = json.loads(example_parameters(shipped_catalogue()["reach"], TODAY))
    assert values["start"].startswith("school-")
    assert json.loads(example_parameters(shipped_catalogue()["coverage"], TODAY))["as_of"] == 20250901
    with pytest.raises(UnknownQuestion):
        from_address("zh", None, None, "elephants", TODAY)
