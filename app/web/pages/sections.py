"""What an answer says beside its rows: totals, ends of a path, a sentence, a comparison of before and after."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from app.web.pages.addresses import entity_page
from app.web.pages.table import Cell, Head, Line, Part, Table, plain_table, value_cell
from app.web.pages.texts import PageTexts

_DRAWN = frozenset({"view"})
"""Drawn as a map instead."""


@dataclass(frozen=True, slots=True)
class Section:
    """A few facts, or a table with a note of how many rows there are; `title` is "" for the answer as a whole."""

    title: str
    facts: Sequence[tuple[str, Cell]] = ()
    table: Table | None = None
    note: str = ""


def sections(extra: Mapping[str, Any], texts: PageTexts, title: str = "") -> list[Section]:
    """What stands beside the rows, in the order in which the answer tells it."""
    told = {key: value for key, value in _in_one_language(extra, texts).items() if key not in _DRAWN}
    single = [(texts.title(key), _fact(key, value, texts)) for key, value in told.items() if _is_single(value)]
    found = [Section(title, [(name, cell) for name, cell in single if cell.parts])] if single else []
    nested = {key: value for key, value in told.items() if not _is_single(value)}
    compared = _comparable(nested)
    if compared:
        found.append(Section(title if not single else "", table=_comparison(compared, texts)))
    for key, value in nested.items():
        if key in compared or _is_nothing(value):
            continue
        if _is_bounded(value):
            found.append(_bounded(texts.title(key), value, texts))
        elif isinstance(value, Mapping):
            found += sections(value, texts, texts.title(key))
        elif value:
            found.append(Section(texts.title(key), table=plain_table(_rows(value), texts)))
    return found


def _is_nothing(value: Any) -> bool:
    """Whether it counts what it lists, and there is none of it."""
    return isinstance(value, Mapping) and any(isinstance(held, list) for held in value.values()) and not any(
        value.values()
    )  # fmt: skip


def _is_bounded(value: Any) -> bool:
    """Whether it is a list that says how many there are in all."""
    return isinstance(value, Mapping) and value.keys() == {"count", "truncated", "cut_at", "rows"}


def _bounded(title: str, value: Mapping[str, Any], texts: PageTexts) -> Section:
    note = texts.word("rows", n=f"{value['count']:,}")
    if value["truncated"]:
        note += " · " + texts.word("cut", n=f"{value['cut_at']:,}")
    return Section(title, table=plain_table(value["rows"], texts) if value["rows"] else None, note=note)


def _in_one_language(extra: Mapping[str, Any], texts: PageTexts) -> dict[str, Any]:
    told = dict(extra)
    english = told.pop("sentence_en", None)
    if english is not None and texts.language == "en":
        told["sentence"] = english
    return told


def _is_single(value: Any) -> bool:
    return not isinstance(value, Mapping | list | tuple) or _is_entity(value)


def _is_entity(value: Any) -> bool:
    return isinstance(value, Mapping) and {"id", "name"} <= value.keys() and not any(
        isinstance(held, Mapping | list) for held in value.values()
    )  # fmt: skip


def _fact(key: str, value: Any, texts: PageTexts) -> Cell:
    if not _is_entity(value):
        return value_cell(key, value, texts)
    id_ = str(value["id"])
    # A tie has a type instead of a label, and no page.
    target = "" if value.get("type") else entity_page(id_, str(value.get("label") or ""), texts.language)
    return Cell([Part(str(value["name"] or id_), target, id_)])


def _comparable(nested: Mapping[str, Any]) -> dict[str, Mapping[str, Any]]:
    """Figures under the same names, such as those before, after and between."""
    flat = {
        key: value
        for key, value in nested.items()
        if isinstance(value, Mapping)
        and value
        and not _is_bounded(value)
        and all(_is_single(held) for held in value.values())
    }
    for value in flat.values():
        alike = {key: other for key, other in flat.items() if other.keys() == value.keys()}
        if len(alike) > 1:
            return alike
    return {}


def _comparison(compared: Mapping[str, Mapping[str, Any]], texts: PageTexts) -> Table:
    heads = [Head(texts.word("part"))]
    heads += [Head(texts.title(key), setting="number") for key in compared]
    lines = []
    for name in next(iter(compared.values())):
        figures = [value_cell(name, held[name], texts) for held in compared.values()]
        lines.append(Line("", [Cell([Part(texts.title(name))]), *figures]))
    return Table(heads, lines)


def _rows(values: Sequence[Any]) -> list[Mapping[str, Any]]:
    return [value if isinstance(value, Mapping) else {"value": value} for value in values]
