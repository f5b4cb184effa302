"""Parameters that every engine can take, and those that none should see."""

from __future__ import annotations

from typing import Any

import pytest

from graph.console.parameters import checked_parameters
from graph.errors import BadParameter

NESTED: list[Any] = []
for _ in range(20):
    NESTED = [NESTED]


@pytest.mark.parametrize(
    "value", [None, True, 0, 2**63 - 1, -(2**63), 1.5, "", "昆明\n", [], {}, {"a": [1, {"b": None}]}]
)
def test_json_is_taken_as_it_is(value: Any) -> None:
    assert checked_parameters({"p": value}) == {"p": value}


@pytest.mark.parametrize(
    "value",
    [
        2**63,
        float("nan"),
        float("inf"),
        "a\0",
        "\ud800",
        ["\ud800"],
        {"\0": 1},
        {1: 2},
        {"a": float("-inf")},
        b"x",
        {1, 2},
        object(),
        NESTED,
        "x" * 100_001,
    ],
    ids=lambda value: type(value).__name__,
)
def test_what_is_no_json_or_too_much_is_refused_by_name(value: Any) -> None:
    with pytest.raises(BadParameter) as raised:
        checked_parameters({"fine": 1, "wrong": value})
    assert raised.value.parameter == "wrong"


@pytest.mark.parametrize("name", ["", "a b", "a`", "x" * 61, 1])
def test_a_name_is_a_word(name: Any) -> None:
    with pytest.raises(BadParameter):
        checked_parameters({name: 1})
