"""Checking cells: text in, typed values out; what doesn't fit becomes a reject that names its place."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from graph.values import PartialDate
from loaders.columns import Cell, Column
from loaders.rejects import Reject
from loaders.tables import Table

_TRUE = {"true", "1", "yes", "y", "是"}
_FALSE = {"false", "0", "no", "n", "否"}
_LONGEST = 2_000
_TOO_LARGE = 1e15
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_date = lru_cache(maxsize=10_000)(PartialDate.parse)
_IDENTIFIER = re.compile(r"\w[\w.:-]{0,99}")
_EVIDENCE = ("source", "locator")


@dataclass(frozen=True, slots=True)
class CheckedRow:
    """One row with typed values; `evidence` pairs a source id with a locator."""

    file: str
    number: int
    values: dict[str, Any]
    evidence: tuple[tuple[str, str], ...]

    def reject(self, column: str, reason: str, candidates: tuple[str, ...] = ()) -> Reject:
        """Reject this row because of one of its cells."""
        value = self.values.get(column)
        return Reject(self.file, self.number, column, "" if value is None else str(value), reason, candidates)


def check_rows(table: Table, rejects: list[Reject]) -> Iterator[CheckedRow]:
    """Give the rows of a table whose cells are all valid; the others go to `rejects`, each with its first fault."""
    columns = {column.name: column for column in table.spec.columns}
    columns |= {name: Column(name, cell=Cell.INTEGER) for name in table.counts}
    required = [column for column in columns.values() if column.required]
    blank = {name: _blank(column) for name, column in columns.items()}
    for number, row in table.numbered():
        values = dict(blank)
        try:
            for column in required:
                if column.name not in row:
                    raise _missing(column)
            for name, text in row.items():
                values[name] = _value(columns[name], text)
            evidence = _evidence(values)
        except _BadCell as fault:
            rejects.append(Reject(table.file, number, fault.column, row.get(fault.column, "")[:200], fault.reason))
            continue
        if (since := values.get("since")) and (until := values.get("until")) and until.last_day < since.first_day:
            rejects.append(Reject(table.file, number, "until", str(until), f"ends before it begins ({since})"))
            continue
        yield CheckedRow(table.file, number, values, evidence)


class _BadCell(Exception):
    def __init__(self, column: str, reason: str) -> None:
        self.column, self.reason = column, reason


def _missing(column: Column) -> _BadCell:
    if column.name in _EVIDENCE:
        return _BadCell(column.name, "no evidence: a row needs a source and a locator")
    return _BadCell(column.name, "is missing")


def _blank(column: Column) -> Any:
    """What an empty cell gives: shared by all rows, so nobody may change it in place."""
    return [] if column.cell is Cell.LIST else False if column.cell is Cell.BOOLEAN else None


def _value(column: Column, text: str) -> Any:
    if len(text) > _LONGEST:
        raise _BadCell(column.name, f"is longer than {_LONGEST:,} characters")
    if (control := _CONTROL.search(text)) is not None:
        raise _BadCell(column.name, f"holds the control character U+{ord(control[0]):04X}")
    try:
        value = _parse(column, text)
    except ValueError as error:
        raise _BadCell(column.name, str(error)) from error
    if column.required and value == []:
        raise _missing(column)
    return value


def _parse(column: Column, text: str) -> Any:
    match column.cell:
        case Cell.LIST:
            return _list(column, text)
        case Cell.BOOLEAN:
            if text.lower() not in _TRUE | _FALSE:
                raise ValueError("is neither true nor false")
            return text.lower() in _TRUE
        case Cell.DATE:
            return _date(text)
        case Cell.INTEGER:
            return _integer(text)
        case Cell.NUMBER:
            return _number(column, text)
        case Cell.ID:
            if not _IDENTIFIER.fullmatch(text):
                raise ValueError(
                    "is no id: at most 100 letters, digits and any of . : _ -, with a letter or digit first"
                )
            return text
        case _:
            return _choice(column, text) if column.choices else " ".join(text.split())


def _list(column: Column, text: str) -> list[str]:
    """Read items apart by semicolons; choices also by 、 and in the order of their declaration, each once."""
    items = [" ".join(item.split()) for item in re.split("[;；、]" if column.choices else "[;；]", text)]
    items = [item for item in items if item]
    if not column.choices:
        return items if column.name in _EVIDENCE else list(dict.fromkeys(items))
    chosen = {_choice(column, item) for item in items}
    return [value for value in column.choices.values if value in chosen]


def _choice(column: Column, text: str) -> str:
    value = column.spellings.get(text.lower())
    if value is None:
        raise ValueError(f"{text!r} is not one of {', '.join(column.choices.values)}")
    return value


def _integer(text: str) -> int:
    if not re.fullmatch(r"(\d{1,15}|\d{1,3}(,\d{3}){1,4})(\.0+)?", text):
        raise ValueError("is no whole number of 0 or more")
    return int(text.partition(".")[0].replace(",", ""))


def _number(column: Column, text: str) -> float:
    # Spreadsheets write small figures as 5E-05. The limit is that of whole digits, so that export can write it all out.
    fits = re.fullmatch(r"-?(\d{1,15}|\d{1,3}(,\d{3}){1,4})(\.\d{1,200})?([eE][+-]?\d{1,2})?", text)
    number = float(text.replace(",", "")) if fits else math.inf
    if abs(number) >= _TOO_LARGE:
        raise ValueError("is no number")
    if column.within is not None and not column.within[0] <= number <= column.within[1]:
        raise ValueError(f"is not between {column.within[0]:g} and {column.within[1]:g}")
    return number


def _evidence(values: dict[str, Any]) -> tuple[tuple[str, str], ...]:
    """Pair sources with locators: one source for all locators, or one each. A region's locator is its code."""
    sources, locators = values.pop("source", None), values.pop("locator", None)
    if not sources:
        if locators:
            raise _BadCell("source", "is missing: a locator needs its source")
        return ()
    if not locators:
        locators = [values["id"]] * len(sources)
    if len(sources) == 1:
        sources = sources * len(locators)
    if len(sources) != len(locators):
        raise _BadCell("locator", f"{len(locators)} locators for {len(sources)} sources; give one source, or one each")
    return tuple(dict.fromkeys(zip(sources, locators, strict=True)))
