"""Parameters: declared in a header, and checked whatever a caller sends."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from graph.errors import BadParameter
from graph.model import TAKES_PART
from graph.questions import Parameter
from graph.questions.parameter import MAX_ITEMS, MAX_TEXT, TIE, parse_parameter

TODAY = date(2025, 9, 1)


def declared(declaration: str) -> Parameter:
    return parse_parameter(f'x {declaration} "" "值 / a value"')


def test_a_declaration_is_read() -> None:
    parameter = parse_parameter('hops integer{1..6}=2 "3" "最多几步 / most links; from the start"')
    assert parameter == Parameter(
        "hops", "integer", "3", ("最多几步", "most links; from the start"), False, "2", (), 1, 6
    )
    assert not parameter.required


@pytest.mark.parametrize(
    ("declaration", "required"), [("string", True), ("string?", False), ("string=a", False), ("day=today", False)]
)
def test_what_has_no_default_and_is_not_optional_is_required(declaration: str, required: bool) -> None:
    assert declared(declaration).required is required


@pytest.mark.parametrize(
    "text", ['x text "a" "乙 / b"', 'x string "a"', "x string", 'X string "a" "乙 / b"', 'x string! "a" "乙 / b"']
)
def test_what_is_no_declaration_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="params: "):
        parse_parameter(text)


@pytest.mark.parametrize(
    ("declaration", "given", "value"),
    [
        ("string", "530124", "530124"),
        ("string?", None, None),
        ("string?", "", None),
        ("string=a", None, "a"),
        ("string{a|b}", "b", "b"),
        ("strings", "a, b,c", ["a", "b", "c"]),
        ("strings", ["a", "b"], ["a", "b"]),
        ("strings{a|b}=a,b", None, ["a", "b"]),
        ("integer", "3", 3),
        ("integer", 3, 3),
        ("integer", 3.0, 3),
        ("integer{1..6}", "1", 1),
        ("integer{1..6}", 6, 6),
        ("float", "0.5", 0.5),
        ("float", 1, 1.0),
        ("boolean", "TRUE", True),
        ("boolean", False, False),
        ("day", "2025-09-01", 20250901),
        ("day", "2025年9月1日", 20250901),
        ("day", "any", None),
        ("day=today", None, 20250901),
        ("day=any", None, None),
        ("day?", None, None),
    ],
)
def test_a_good_value_is_taken(declaration: str, given: Any, value: Any) -> None:
    taken = declared(declaration).value(given, TODAY)
    assert taken == value
    assert type(taken) is type(value)


@pytest.mark.parametrize(
    ("declaration", "given", "problem"),
    [
        ("string", None, "is missing"),
        ("string", "", "is missing"),
        ("string", 530124, "must be text"),
        ("string", ["530124"], "must be text"),
        ("string", {"$ne": 1}, "must be text"),
        ("string", "a" * (MAX_TEXT + 1), "is longer than"),
        ("string", "a\0b", "no text"),
        ("string", "\ud800", "no text"),
        ("string{a|b}", "c", "is not one of a, b"),
        ("strings{a|b}", "a,c", "is not one of a, b"),
        ("strings{a|b}", "a,,b", "is not one of a, b"),
        ("strings", 3, "takes a comma list"),
        ("strings", [1], "must be text"),
        ("strings", ["a"] * (MAX_ITEMS + 1), "takes a comma list"),
        ("integer", "2.5", "is no integer number"),
        ("integer", 2.5, "is no integer number"),
        ("integer", "two", "is no integer number"),
        ("integer", True, "is no integer number"),
        ("integer", [], "is no integer number"),
        ("integer", "9" * 41, "is no integer number"),
        ("integer", "9" * 20, "is out of range"),
        ("integer{1..6}", "0", "is not between 1 and 6"),
        ("integer{1..6}", 7, "is not between 1 and 6"),
        ("integer{1..6}", -1, "is not between 1 and 6"),
        ("float", "nan", "is out of range"),
        ("float", "inf", "is out of range"),
        ("float", "1e400", "is out of range"),
        ("boolean", "yes", "must be true or false"),
        ("boolean", 1, "must be true or false"),
        ("day", "2025-09", "is no single day"),
        ("day", "2025", "is no single day"),
        ("day", "2025-02-30", "has no day 30"),
        ("day", "tomorrow", "is not a date"),
        ("day", 20250901, "must be text"),
    ],
)
def test_a_bad_value_is_refused_and_named(declaration: str, given: Any, problem: str) -> None:
    with pytest.raises(BadParameter, match=problem) as raised:
        declared(declaration).value(given, TODAY)
    assert raised.value.parameter == "x"
    assert len(raised.value.message) < 200


@pytest.mark.parametrize(
    ("given", "keys"),
    [
        ("第1中学", ["第一中学", "一中"]),
        (" 新都 一中 ", ["新都一中", "新都第一中学"]),
        ("⻘⽩江", ["青白江"]),
        ("ABC", ["abc"]),
    ],
)
def test_a_name_goes_to_the_store_as_what_names_are_compared_by(given: str, keys: list[str]) -> None:
    """With the short and long forms in use; the first asks the same again."""
    assert declared("name").value(given, TODAY) == keys
    assert declared("name").value(keys[0], TODAY) == keys


@pytest.mark.parametrize("given", [" ", "·", "“”"])
def test_a_name_without_a_letter_is_refused(given: str) -> None:
    with pytest.raises(BadParameter, match="holds no letter"):
        declared("name").value(given, TODAY)


def test_no_name_is_no_key() -> None:
    assert declared("name?").value("", TODAY) is None


def test_an_id_says_whose_it_is() -> None:
    assert declared("id{Region}").id_of == ("Region",)
    assert declared("id{any|Programme}?").id_of == (*TAKES_PART, "Programme")
    assert declared("id{any|tie}").id_of == (*TAKES_PART, TIE)
    assert (declared("id{Region}").type, declared("id{Region}").choices) == ("string", ())
    assert declared("string").id_of == ()
    with pytest.raises(ValueError, match="Town"):
        declared("id{Town}")
