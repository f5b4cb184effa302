"""The rows of an answer as cells to show: ids as links, sources with their places, numbers as people write them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any

from app.web.pages.addresses import entity_page, source_page
from app.web.pages.columns import Field, arranged, described, fields
from app.web.pages.texts import PageTexts
from graph.questions import Column, Question
from graph.questions.vocabulary import Term, shipped_vocabulary

_POINTS = "difference.share"
"""A difference of shares, which is in points and not in percent."""
MOST_ON_PAPER = 7
FOLD_FROM = 5
"""Longer lists show so many and fold the others."""


@dataclass(frozen=True, slots=True)
class Part:
    """One thing in a cell: its text, where it leads, the id that it has, or the place in a source."""

    text: str
    address: str = ""
    code: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """What one row has in one column. `number` is the exact value of what `parts` shows rounded, "" for no number."""

    parts: Sequence[Part]
    number: str = ""

    @property
    def is_plain(self) -> bool:
        """Whether its parts are words that can stand in one line."""
        return all(not part.address and not part.code for part in self.parts)


@dataclass(frozen=True, slots=True)
class Head:
    """A column's head: its title, its unit, and how its cells are set (number, wide, date, or "" for plain text)."""

    title: str
    unit: str = ""
    setting: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One row: its anchor on the page ("" for none) and its cells."""

    anchor: str
    cells: Sequence[Cell]


@dataclass(frozen=True, slots=True)
class Table:
    """An answer as a table."""

    heads: Sequence[Head]
    lines: Sequence[Line]

    @property
    def is_broad(self) -> bool:
        """Whether it has more columns than a sheet of paper has room for: there each row becomes a paragraph."""
        return len(self.heads) > MOST_ON_PAPER


def answer_table(
    question: Question, rows: Iterable[Mapping[str, Any]], texts: PageTexts, known: Mapping[str, str] | None = None
) -> Table:
    """The rows of an answer under the heads that its question declares.

    `known` are names by id, for ids that stand without a name in the rows."""
    return _table(arranged(fields(question)), rows, texts, known or {})


def nameless_ids(question: Question, rows: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """The ids in an answer that no column names."""
    for name, field in fields(question).items():
        if field.kind == "entity" and not field.shown_with:
            for held in (row.get(name) for row in rows):
                yield from map(str, held if isinstance(held, list) else [held] if held else [])


def columns_table(columns: Sequence[Column], rows: Iterable[Mapping[str, Any]], texts: PageTexts) -> Table:
    """Rows under columns of their own."""
    return _table(arranged(described(columns)), rows, texts, {})


def plain_table(rows: Sequence[Mapping[str, Any]], texts: PageTexts) -> Table:
    """Rows that no header declares, such as those beside the rows of a computed answer.

    Figures in figures get a column each; lists of more rows are left out."""
    flat = [_flat(row) for row in rows]
    columns: dict[str, Column] = {}
    for row in flat:
        for name, value in row.items():
            if name not in columns or columns[name].type == "any":
                columns[name] = Column(name, _type_of(value), "percentage points" if name == _POINTS else "")
    return _table(arranged(described(list(columns.values()))), flat, texts, {})


def _flat(row: Mapping[str, Any]) -> dict[str, Any]:
    flat: dict[str, Any] = {}
    for name, value in row.items():
        if isinstance(value, Mapping):
            flat |= {f"{name}.{inner}": held for inner, held in value.items()}
        elif not (isinstance(value, list) and value and isinstance(value[0], Mapping)):
            flat[name] = value
    return flat


def _type_of(value: Any) -> str:
    if value is None:
        return "any"
    return "float" if _is_number(value) else "strings" if isinstance(value, list) else "string"


def _table(
    shown: Sequence[Field], rows: Iterable[Mapping[str, Any]], texts: PageTexts, known: Mapping[str, str]
) -> Table:
    return Table([_head(field, texts) for field in shown], [_line(shown, row, texts, known) for row in rows])


def value_cell(name: str, value: Any, texts: PageTexts) -> Cell:
    """A value whose column or key is all that is known of it."""
    if _is_number(value):
        return Cell([Part(number_text(name, value))], str(value))
    return Cell(_text_parts(shipped_vocabulary().part(name), name, value, texts))


def number_text(name: str, value: float) -> str:
    """A number as people read it: years without, other thousands with separators; shares in percent."""
    if name == "year":
        return str(value)
    if name == _POINTS:
        return f"{100 * value:+.1f}"
    if name.rpartition(".")[2] == "share":
        return f"{100 * value:.1f}%"
    if float(value).is_integer():
        return f"{value:,.0f}"
    digits = 4 if abs(value) >= 0.01 else 6
    return f"{value:,.{digits}f}".rstrip("0").rstrip(".")


def _head(field: Field, texts: PageTexts) -> Head:
    column = field.column
    unit = texts.unit(column.unit) if column.unit and column.name != "share" else ""
    # An id that stands under its name is headed by what it names.
    title = texts.title(field.shown_with if column.name == "id" and field.shown_with else column.name)
    return Head(title, "" if unit == title.lower() else unit, _setting(field))


_LONG = ("sentence", "properties", "of_what", "of_what_en", "programme")


def _setting(field: Field) -> str:
    if field.kind == "number":
        return "number"
    if field.term.is_date:
        return "date"
    return "wide" if field.kind == "evidence" or field.column.name in _LONG else ""


def _line(shown: Sequence[Field], row: Mapping[str, Any], texts: PageTexts, known: Mapping[str, str]) -> Line:
    id_ = str(row.get("id") or "")
    anchor = f"row-{id_}" if id_ and not re.search(r"\s", id_) else ""
    return Line(anchor, [_cell(field, row, texts, known) for field in shown])


def _cell(field: Field, row: Mapping[str, Any], texts: PageTexts, known: Mapping[str, str]) -> Cell:
    name, value = field.column.name, row.get(field.column.name)
    if field.kind == "evidence":
        return Cell(evidence_parts(value, row.get(field.shown_with), texts))
    if value is None or value == "":
        # An id that isn't known may still have a name.
        name = str(row.get(field.shown_with) or "")
        return Cell([Part(name)] if name and field.kind == "entity" else [])
    if field.kind == "entity":
        return Cell(_entities(field, value, row, texts, known))
    if field.kind == "number":
        return Cell([Part(number_text(name, value))], str(value))
    if field.kind == "code":
        name = str(row.get(field.shown_with) or "")
        return Cell([Part(name, code=str(code)) for code in (value if isinstance(value, list) else [value])])
    if field.kind == "link":
        return Cell([Part(value, address=value if re.match(r"https?://", value) else "")])
    if texts.language == "en" and field.term.shown_with == f"{name}_en":
        # Rows of reach hold it beside their columns.
        value = row.get(field.term.shown_with) or value
    return Cell(_text_parts(field.term, name, value, texts))


def _entities(
    field: Field, value: Any, row: Mapping[str, Any], texts: PageTexts, known: Mapping[str, str]
) -> list[Part]:
    ids = [str(id_) for id_ in value] if isinstance(value, list) else [str(value)]
    named = row.get(field.shown_with) if field.shown_with else [known.get(id_) for id_ in ids]
    names = named if isinstance(named, list) else [named] * len(ids)
    told = field.label or row.get(field.label_in) or ""
    labels = told if isinstance(told, list) else [told] * len(ids)
    return [
        Part(str(name or id_), entity_page(id_, str(label or ""), texts.language), id_ if name else "")
        for id_, name, label in list(zip_longest(ids, names, labels))[: len(ids)]
    ]


def evidence_parts(source_ids: Any, locators: Any, texts: PageTexts) -> list[Part]:
    """A part for each source, with all its places."""
    sources = [str(source) for source in source_ids or []]
    places = [str(place) for place in locators or []]
    if len(places) != len(sources):
        places = [""] * len(sources)
    by_source: dict[str, list[str]] = {}
    for source, place in zip(sources, places, strict=True):
        by_source.setdefault(source, []).append(place)
    return [
        Part(source, source_page(source, texts.language), place=", ".join(filter(None, dict.fromkeys(held))))
        for source, held in by_source.items()
    ]


def _text_parts(term: Term, name: str, value: Any, texts: PageTexts) -> list[Part]:
    if value is None or value == "":
        return []
    if isinstance(value, bool):
        return [Part(texts.word("yes" if value else "no"))]
    if isinstance(value, list):
        return [part for item in value for part in _text_parts(term, name, item, texts)]
    if isinstance(value, Mapping):
        held = {key: value_cell(key, one, texts).parts for key, one in value.items()}
        return [Part(f"{texts.title(key)}: {_joined(parts, texts)}") for key, parts in held.items() if parts]
    if _is_number(value):
        return [Part(number_text(name, value))]
    return [Part(texts.value(term, str(value)))]


def _joined(parts: Iterable[Part], texts: PageTexts) -> str:
    return texts.separated(part.text for part in parts)


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
