"""Checking cells: text in, typed values out; what doesn't fit becomes a reject that names its place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from graph.values import PartialDate
from loaders.columns import Cell, Column
from loaders.rejects import Reject
from loaders.tables import Table

_TRUE = {"true", "1", "yes", "y", "是"}
_FALSE = {"false", "0", "no", "n", "否", ""}


@dataclass(frozen=True, slots=True)
class CheckedRow:
    """One row with typed values; `evidence` pairs a source id with a locator."""

    file: str
    number: int
    values: dict[str, Any]
    evidence: tuple[tuple[str, str], ...]

    def reject(self, column: str, reason: str, candidates: tuple[str, ...] = ()) -> Reject:
        """A reject of this row because of one of its cells."""
        value = self.values.get(column)
        return Reject(self.file, self.number, column, "" if value is None else str(value), reason, candidates)


def check_rows(table: Table, rejects: list[Reject]) -> Iterator[CheckedRow]:
    """The rows of a table whose cells are all valid; the others go to `rejects`, each with its first fault."""
    columns = list(table.spec.columns) + [Column(name, cell=Cell.INTEGER) for name in table.counts]
    for number, row in table.numbered():
        values: dict[str, Any] = {}
        try:
            for column in columns:
                values[column.name] = _value(column, row.get(column.name, ""))
            evidence = _evidence(values)
        except _BadCell as fault:
            rejects.append(Reject(table.file, number, fault.column, row.get(fault.column, ""), fault.reason))
            continue
        if (since := values.get("since")) and (until := values.get("until")) and until.last_day < since.first_day:
            rejects.append(Reject(table.file, number, "until", str(until), f"ends before it begins ({since})"))
            continue
        yield CheckedRow(table.file, number, values, evidence)


class _BadCell(Exception):
    def __init__(self, column: str, reason: str) -> None:
        self.column, self.reason = column, reason


def _value(column: Column, text: str) -> Any:
    text = text.strip()
    if column.required and not text:
        reason = (
            "no evidence: a row needs a source and a locator" if column.name in {"source", "locator"} else "is missing"
        )
        raise _BadCell(column.name, reason)
    try:
        return _parse(column, text)
    except ValueError as error:
        raise _BadCell(column.name, str(error)) from error


def _parse(column: Column, text: str) -> Any:
    match column.cell:
        case Cell.LIST:
            items = [item.strip() for item in re.split("[;；]", text) if item.strip()]
            return [_choice(column, item) for item in items] if column.choices else items
        case Cell.BOOLEAN:
            if text.lower() not in _TRUE | _FALSE:
                raise ValueError("is neither true nor false")
            return text.lower() in _TRUE
        case _ if not text:
            return None
        case Cell.DATE:
            return PartialDate.parse(text)
        case Cell.INTEGER:
            return _integer(text)
        case Cell.NUMBER:
            return _number(text)
        case _:
            return _choice(column, text) if column.choices else text


def _choice(column: Column, text: str) -> str:
    value = column.choices.get(text) or column.choices.get(text.lower())
    if value is None:
        raise ValueError(f"{text!r} is not one of {', '.join(dict.fromkeys(column.choices.values()))}")
    return value


def _integer(text: str) -> int:
    plain = text.replace(",", "").removesuffix(".0")
    if not re.fullmatch(r"\d{1,15}", plain):
        raise ValueError("is no whole number of 0 or more")
    return int(plain)


def _number(text: str) -> float:
    plain = text.replace(",", "")
    if not re.fullmatch(r"-?\d{1,15}(\.\d+)?", plain):
        raise ValueError("is no number")
    return float(plain)


def _evidence(values: dict[str, Any]) -> tuple[tuple[str, str], ...]:
    sources, locators = values.pop("source", None), values.pop("locator", None)
    if sources is None or not sources or not locators:
        return ()
    if len(sources) == 1:
        sources = sources * len(locators)
    if len(sources) != len(locators):
        raise _BadCell("locator", f"{len(locators)} locators for {len(sources)} sources; give one source, or one each")
    return tuple(zip(sources, locators, strict=True))
