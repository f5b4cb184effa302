"""A reader's parameters: plain JSON values of a bounded size."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from graph.errors import BadParameter

MAX_BYTES = 100_000
_NAME = re.compile(r"\w{1,60}")
_MAX_DEPTH = 10


def checked_parameters(parameters: Mapping[str, Any]) -> dict[str, Any]:
    """The parameters, if every engine can take them. Raises BadParameter, which names the one that it can't."""
    for name, value in parameters.items():
        if not isinstance(name, str) or not _NAME.fullmatch(name):
            raise BadParameter(str(name)[:60], "a parameter's name is letters, digits and _")
        _check(name, value, _MAX_DEPTH)
    if len(json.dumps(dict(parameters), ensure_ascii=False).encode()) > MAX_BYTES:
        largest = max(parameters, key=lambda name: len(json.dumps(parameters[name])))
        raise BadParameter(largest, f"the parameters are larger than {MAX_BYTES:,} bytes of JSON together")
    return dict(parameters)


def _check(name: str, value: Any, depth: int) -> None:
    if depth == 0:
        raise BadParameter(name, f"is nested deeper than {_MAX_DEPTH}")
    match value:
        case None | bool():
            pass
        case int():
            if not -(2**63) <= value < 2**63:
                raise BadParameter(name, "is an integer of more than 64 bits")
        case float():
            if value != value or value in (float("inf"), float("-inf")):
                raise BadParameter(name, "is no number")
        case str():
            if "\0" in value or any("\ud800" <= character <= "\udfff" for character in value):
                raise BadParameter(name, "holds a character that is no text")
        case list():
            for item in value:
                _check(name, item, depth - 1)
        case dict():
            for key, item in value.items():
                if not isinstance(key, str):
                    raise BadParameter(name, f"has the key {key!r}, and JSON's keys are text")
                _check(name, key, depth - 1)
                _check(name, item, depth - 1)
        case _:
            raise BadParameter(name, f"is a {type(value).__name__}, which JSON doesn't have")
