"""Checking cells: text in, typed values out; what doesn't fit becomes a reject that names its place."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import Any

from graph.model import Kind, Property
from graph.values import PartialDate
from loaders.columns import InputColumn
from loaders.rejects import Reject

_BOOLEANS = dict.fromkeys(["true", "1", "yes", "y", "是"], True) | dict.fromkeys(["false", "0", "no", "n", "否"], False)
_LONGEST = 2_000
_TOO_LARGE = 1e15
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_date = lru_cache(maxsize=10_000)(PartialDate.parse)
_EVIDENCE = ("source", "locator")


class BadCell(Exception):
    """A cell that can't be read, or that refers to what it can't or may not refer to; `candidates` may be meant."""

    def __init__(self, column: str, reason: str, candidates: tuple[str, ...] = ()) -> None:
        super().__init__(reason)
        self.column, self.reason, self.candidates = column, reason, candidates


RowPlace = tuple[str, int]
"""File and number of a row."""


@dataclass(frozen=True, slots=True)
class ReadTable:
    """One table as it was read: cells by row number and our column name (blank ones left out); the header is row 1.

    `counts` are further columns, which hold whole numbers; `ignored` are headers of columns that are not used.
    """

    columns: tuple[InputColumn, ...]
    file: str
    rows: dict[int, dict[str, str]]
    counts: tuple[str, ...]
    ignored: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CheckedRow:
    """One row with typed values; `evidence` pairs a source id with a locator."""

    file: str
    number: int
    values: dict[str, Any]
    evidence: tuple[tuple[str, str], ...]

    @property
    def place(self) -> RowPlace:
        """Where the row stands."""
        return self.file, self.number

    def some(self, *names: str) -> dict[str, Any]:
        """Some of the row's values, in this order."""
        return {name: self.values.get(name) for name in names}

    def of_links(self) -> dict[str, Any]:
        """What a row about a school, group or organisation says of the links that it states."""
        return self.some("entailed", "observed")

    def reject(self, column: str, reason: str, candidates: tuple[str, ...] = ()) -> Reject:
        """Reject this row because of one of its cells."""
        value = self.values.get(column)
        return Reject(self.file, self.number, column, "" if value is None else str(value), reason, candidates)


def check_rows(table: ReadTable, rejects: list[Reject]) -> Iterator[CheckedRow]:
    """Give the rows of a table whose cells are all valid; the others go to `rejects`, each with its first fault."""
    columns = {column.name: column for column in table.columns}
    columns |= {name: InputColumn(Property(name, Kind.INTEGER, "A count.")) for name in table.counts}
    required = [column.name for column in columns.values() if column.required]
    blank = {name: _blank(column.prop) for name, column in columns.items()}
    read = {name: _reader(column) for name, column in columns.items()}
    for number, row in table.rows.items():
        values = dict(blank)
        try:
            for name in required:
                if name not in row:
                    raise _missing(name)
            for name, text in row.items():
                values[name] = read[name](text)
            evidence = _evidence(values)
        except BadCell as fault:
            rejects.append(Reject(table.file, number, fault.column, row.get(fault.column, "")[:200], fault.reason))
            continue
        if (since := values.get("since")) and (until := values.get("until")) and until.last_day < since.first_day:
            rejects.append(Reject(table.file, number, "until", str(until), f"ends before it begins ({since})"))
            continue
        yield CheckedRow(table.file, number, values, evidence)


def _missing(name: str) -> BadCell:
    if name in _EVIDENCE:
        return BadCell(name, "no evidence: a row needs a source and a locator")
    return BadCell(name, "is missing")


def _blank(prop: Property) -> Any:
    """What an empty cell gives: shared by all rows, so nobody may change it in place."""
    return [] if prop.kind in {Kind.STRINGS, Kind.DATES} else False if prop.kind is Kind.BOOLEAN else None


def _reader(column: InputColumn) -> Callable[[str], Any]:
    """What reads a column's cells. It raises BadCell."""
    name, parse = column.name, _parser(column.prop)

    def read(text: str) -> Any:
        if len(text) > _LONGEST:
            raise BadCell(name, f"is longer than {_LONGEST:,} characters")
        if (control := _CONTROL.search(text)) is not None:
            raise BadCell(name, f"holds the control character U+{ord(control[0]):04X}")
        try:
            value = parse(text)
        except ValueError as error:
            raise BadCell(name, str(error)) from error
        if column.required and value == []:
            raise _missing(name)
        return value

    return read


def _parser(prop: Property) -> Callable[[str], Any]:
    """What makes a value of a property out of text. It raises ValueError."""
    match prop.kind:
        case Kind.STRINGS:
            return partial(_list, prop, prop.choices.spellings)
        case Kind.STRING if prop.choices:
            return partial(_choice, prop, prop.choices.spellings)
        case Kind.STRING:
            return partial(_string, prop)
        case Kind.BOOLEAN:
            return _boolean
        case Kind.DATE:
            return _date
        case Kind.DATES:
            return _dates
        case Kind.INTEGER:
            return _integer
        case Kind.FLOAT:
            return partial(_number, prop)


def _string(prop: Property, text: str) -> str:
    if prop.form is None:
        return " ".join(text.split())
    if not re.fullmatch(prop.form.pattern, text):
        raise ValueError(prop.form.fault)
    return text


def _boolean(text: str) -> bool:
    if (value := _BOOLEANS.get(text.lower())) is None:
        raise ValueError("is neither true nor false")
    return value


def _list(prop: Property, spellings: Mapping[str, str], text: str) -> list[str]:
    """Read items apart by semicolons; choices also by 、 and in the order of their declaration, each once."""
    items = [" ".join(item.split()) for item in re.split("[;；、]" if prop.choices else "[;；]", text)]
    items = [item for item in items if item]
    if not prop.choices:
        return items if prop.name in _EVIDENCE else list(dict.fromkeys(items))
    chosen = {_choice(prop, spellings, item) for item in items}
    return [value for value in prop.choices.values if value in chosen]


def _dates(text: str) -> list[str]:
    """Read dates apart by semicolons, each once, in order."""
    return sorted({str(_date(item.strip())) for item in re.split("[;；]", text) if item.strip()})


def _choice(prop: Property, spellings: Mapping[str, str], text: str) -> str:
    value = spellings.get(" ".join(text.lower().split()))
    if value is None:
        raise ValueError(f"{text!r} is not one of {', '.join(prop.choices.values)}")
    return value


def _integer(text: str) -> int:
    if not re.fullmatch(r"(\d{1,15}|\d{1,3}(,\d{3}){1,4})(\.0+)?", text):
        raise ValueError("is no whole number of 0 or more")
    return int(text.partition(".")[0].replace(",", ""))


def _number(prop: Property, text: str) -> float:
    # Spreadsheets write small figures as 5E-05. The limit is that of whole digits, so that export can write it all out.
    fits = re.fullmatch(r"-?(\d{1,15}|\d{1,3}(,\d{3}){1,4})(\.\d{1,200})?([eE][+-]?\d{1,2})?", text)
    number = float(text.replace(",", "")) if fits else math.inf
    if abs(number) >= _TOO_LARGE:
        raise ValueError("is no number")
    if prop.within is not None and not prop.within[0] <= number <= prop.within[1]:
        raise ValueError(f"is not between {prop.within[0]:g} and {prop.within[1]:g}")
    return number


def _evidence(values: dict[str, Any]) -> tuple[tuple[str, str], ...]:
    """Pair sources with locators: one source for all locators, or one each. A region's locator is its code."""
    sources, locators = values.pop("source", None), values.pop("locator", None)
    if not sources:
        if locators:
            raise BadCell("source", "is missing: a locator needs its source")
        return ()
    if not locators:
        locators = [values["id"]] * len(sources)
    if len(sources) == 1:
        sources = sources * len(locators)
    if len(sources) != len(locators):
        raise BadCell("locator", f"{len(locators)} locators for {len(sources)} sources; give one source, or one each")
    return tuple(dict.fromkeys(zip(sources, locators, strict=True)))
