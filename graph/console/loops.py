"""Loops inside expressions: what no engine can stop once it runs.

Rows can be stopped between one and the next; both engines do that at their time limit. A list comprehension, reduce()
or any() runs within one row: Neo4j never looks at the clock there, ArcadeDB hardly. So one loop may walk a list of any
length, but what is walked inside a loop must be short by its nature, range() must say how far it goes, and a regular
expression must not be one that tries every way to match."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from graph.console.tokens import Reading, Token
from graph.errors import StatementRefused

MAX_RANGE = 100_000
_LOOPS = frozenset({"all", "any", "none", "single", "reduce"})
_SHORT_FUNCTIONS = frozenset({"labels", "keys", "nodes", "relationships"})
_LENGTHS = frozenset({"size", "length"})
_MOST_REPEATS = 3
_UNWIND_INSTEAD = "Take the list apart into rows: UNWIND list AS item, then WHERE or WITH."


@dataclass(frozen=True, slots=True)
class _Loop:
    """A loop: its first and last token, the index of its own IN (a pattern has none), and where its body begins."""

    first: int
    last: int
    binding: int | None
    body: int


def check_loops(reading: Reading, parameters: Mapping[str, Any]) -> None:
    """Refuse what could run on within one row. Raises StatementRefused with the position."""
    loops = list(_loops(reading))
    bindings = {loop.binding for loop in loops}
    for loop in loops:
        for index in range(loop.body + 1, loop.last):
            if reading.at(index).word == "in" and not _is_short(reading, index + 1):
                name = "a loop in a loop" if index in bindings else "IN inside a loop"
                raise _refused(reading, index, name, "runs past every time limit on long lists", _UNWIND_INSTEAD)
        if loop.binding is None:
            _check_pattern(reading, loop)
        for inner in loops:
            if inner.binding is None and loop.body < inner.first < loop.last:
                raise _refused(reading, inner.first, "a pattern in a loop", "can't be stopped", _UNWIND_INSTEAD)
    for index, token in enumerate(reading.tokens):
        if token.word == "range" and reading.at(index + 1).mark == "(" and reading.at(index - 1).mark != ".":
            _check_range(reading, index, parameters)
        elif token.mark == "=~":
            _check_expression(reading, index, parameters)


def _loops(reading: Reading) -> Iterator[_Loop]:
    for opener, closer in reading.closers.items():
        inside = reading.at_depth(opener)
        if (
            reading.at(opener).mark == "("
            and reading.at(opener - 1).word in _LOOPS
            and reading.at(opener - 2).mark != "."
        ):
            binding = next((index for index in inside if reading.at(index).word == "in"), None)
            if binding is not None:
                yield _Loop(opener, closer, binding, _body(reading, inside, binding, closer))
        elif reading.at(opener).mark == "[":
            if reading.at(opener + 1).is_name and reading.at(opener + 2).word == "in":
                yield _Loop(opener, closer, opener + 2, _body(reading, inside, opener + 2, closer))
            elif reading.at(opener + 1).mark == "(" or (
                reading.at(opener + 1).is_name and reading.at(opener + 2).mark == "="
            ):
                body = _body(reading, inside, opener, closer)
                if any(reading.at(index).mark == "|" for index in inside):
                    yield _Loop(opener, closer, None, body)


def _body(reading: Reading, inside: list[int], after: int, closer: int) -> int:
    """Where the part begins that is run for each item: at the first WHERE or |."""
    return next(
        (i for i in inside if i > after and (reading.at(i).word == "where" or reading.at(i).mark == "|")), closer
    )


def _is_short(reading: Reading, index: int) -> bool:
    """Whether the list that begins here can't be long: written out, a parameter, a property, labels() and the like."""
    end = _short_end(reading, index)
    return end is not None and reading.at(end).mark not in ("+", ".", "(", "[")


def _short_end(reading: Reading, index: int) -> int | None:
    """Where a list that can't be long ends; None for one that can."""
    first, second = reading.at(index), reading.at(index + 1)
    if first.kind == "parameter":
        return index + 1
    if first.mark == "[" and not (second.is_name and reading.at(index + 2).word == "in"):
        return reading.closers[index] + 1
    if first.word in _SHORT_FUNCTIONS and second.mark == "(":
        return reading.closers[index + 1] + 1
    if first.word == "coalesce" and second.mark == "(":
        ends = [_short_end(reading, start) == last + 1 for start, last in _arguments(reading, index + 1)]
        return reading.closers[index + 1] + 1 if all(ends) else None
    if first.is_name and second.mark == "." and reading.at(index + 2).is_name and not _has_lists_in_maps(reading):
        return index + 3
    return None


def _has_lists_in_maps(reading: Reading) -> bool:
    """Whether a map made by the statement may hold a list, so that a property can be of any length."""
    for opener, closer in reading.closers.items():
        if reading.at(opener).mark != "{":
            continue
        for index in reading.at_depth(opener):
            token, following = reading.at(index), reading.at(index + 1)
            if not token.is_name or reading.at(index - 1).mark not in ("{", ","):
                continue
            if following.mark in (",", "}") or (
                following.mark == ":" and not _is_plain_value(reading, index + 2, closer)
            ):
                return True
    return False


def _is_plain_value(reading: Reading, index: int, closer: int) -> bool:
    """Whether a map's value is a literal, a parameter, or a property of something."""
    value = reading.at(index)
    if value.kind in ("text", "number", "parameter") or value.word in ("true", "false", "null"):
        end = index + 1
    elif value.is_name and reading.at(index + 1).mark == "." and reading.at(index + 2).is_name:
        end = index + 3
    else:
        return False
    return end == closer or reading.at(end).mark == ","


def _check_pattern(reading: Reading, loop: _Loop) -> None:
    for index in range(loop.first + 1, loop.body):
        token, before = reading.at(index), reading.at(index - 1)
        if token.mark == "*" or (token.mark in ("+", "{") and before.mark in (")", ">", "-")):
            raise _refused(
                reading,
                index,
                "a pattern of any length in an expression",
                "can't be stopped",
                "MATCH the pattern first, or put it into COLLECT { MATCH … RETURN … }.",
            )


def _check_range(reading: Reading, index: int, parameters: Mapping[str, Any]) -> None:
    closer = reading.closers[index + 1]
    if reading.at(index - 1).word == "unwind" and reading.at(closer + 1).word == "as":
        return
    numbers = [_number(reading, first, last, parameters) for first, last in _arguments(reading, index + 1)][:2]
    known = [number for number in numbers if isinstance(number, int)]
    if "length" in numbers:
        known.append(0)
    if None in numbers or max(known, default=0) - min(known, default=0) > MAX_RANGE:
        raise _refused(
            reading,
            index,
            "range()",
            f"goes on for an unknown time, or for more than {MAX_RANGE:,}",
            "Give it whole numbers or size(list), or write UNWIND range(…) AS i.",
        )


def _arguments(reading: Reading, opener: int) -> list[tuple[int, int]]:
    """First and last token of each argument of a call."""
    commas = [index for index in reading.at_depth(opener) if reading.at(index).mark == ","]
    starts = [opener, *commas]
    return [(start + 1, end - 1) for start, end in zip(starts, [*commas, reading.closers[opener]], strict=True)]


def _number(reading: Reading, first: int, last: int, parameters: Mapping[str, Any]) -> int | str | None:
    """An argument's value, "length" for that of a list, or None for what can't be told."""
    token = reading.at(first)
    if token.word in _LENGTHS and reading.at(first + 1).mark == "(":
        rest = reading.closers[first + 1] + 1
        minus = rest + 1 == last and reading.at(rest).mark == "-" and reading.at(last).kind == "number"
        return "length" if rest == last + 1 or minus else None
    sign = -1 if token.mark == "-" else 1
    if sign < 0:
        token, first = reading.at(first + 1), first + 1
    if first != last:
        return None
    if token.kind == "number" and token.text.isdigit():
        return sign * int(token.text)
    value = parameters.get(token.text[1:].strip("`")) if token.kind == "parameter" else None
    return sign * value if isinstance(value, int) and not isinstance(value, bool) else None


def _check_expression(reading: Reading, index: int, parameters: Mapping[str, Any]) -> None:
    token = reading.at(index + 1)
    pattern = None
    if token.kind == "text":
        pattern = token.text[1:-1].replace("\\\\", "\\")
    elif token.kind == "parameter":
        pattern = parameters.get(token.text[1:].strip("`"))
    if not isinstance(pattern, str) or reading.at(index + 2).mark in ("+", ".", "["):
        raise _refused(
            reading, index, "=~", "takes a pattern written out, or a parameter", "Write the pattern as one text."
        )
    plain = re.sub(r"\[[^\[\]]*\]", "c", re.sub(r"\\[^\dk]", "c", pattern))
    repeats = re.findall(r"[*+?{]", re.sub(r"\(\?", "(", re.sub(r"([*+?}])[?+]", r"\1", plain)))
    if "\\" in plain or "[" in plain or re.search(r"\)[*+{]", plain) or len(repeats) > _MOST_REPEATS:
        raise _refused(
            reading,
            index,
            "=~",
            f"a pattern with repeated groups, back references, or more than {_MOST_REPEATS} repeats may never end",
            "Use CONTAINS, STARTS WITH or ENDS WITH, or a simpler pattern.",
        )


def _refused(reading: Reading, index: int, operator: str, problem: str, step: str) -> StatementRefused:
    token: Token = reading.at(index)
    return StatementRefused(operator, problem, position=reading.position(token), next_step=step)
