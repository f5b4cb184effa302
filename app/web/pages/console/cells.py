"""Values of a reader's own statement as cells: nodes and links by name, all else as it is, the long of it folded."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from app.texts import Language
from app.web.pages.addresses import entity_page
from app.web.pages.table import Cell, Head, Part
from graph.labels import own_label

MOST_TEXT = 160
"""Characters of a text that stand in its cell; the whole of a longer one is folded under it."""
_NODE = {"id", "labels", "properties"}
_LINK = {"key", "type", "from", "to", "properties"}


@dataclass(frozen=True, slots=True)
class ConsoleCell:
    """A value: what stands in its cell, and the text that is folded under it ("" for none)."""

    cell: Cell
    folded: str = ""


@dataclass(frozen=True, slots=True)
class ConsoleTable:
    """Rows under the columns that the statement names."""

    heads: Sequence[Head]
    rows: Sequence[Sequence[ConsoleCell]]


def console_table(columns: Sequence[str], rows: Sequence[Mapping[str, Any]], language: Language) -> ConsoleTable:
    """The rows as a table. Columns that hold only numbers are set as such."""
    heads = [Head(name, setting="number" if _is_numeric(row[name] for row in rows) else "") for name in columns]
    return ConsoleTable(heads, [[shown(row[name], language) for name in columns] for row in rows])


def shown(value: Any, language: Language) -> ConsoleCell:
    """One value. Numbers are never rounded: what they measure isn't known here."""
    if value is None:
        return ConsoleCell(Cell([]))
    if _is_number(value):
        return ConsoleCell(Cell([Part(str(value))], str(value)))
    if _is_node(value):
        return ConsoleCell(Cell([_node(value, language)]), _text(value))
    if _is_link(value):
        return ConsoleCell(Cell([Part(value["type"], code=f"{value['from']} → {value['to']}")]), _text(value))
    if isinstance(value, list) and value and all(map(_is_part_of_path, value)) and any(map(_is_link, value)):
        return ConsoleCell(Cell([Part(_path(value))]), _text(value))
    if isinstance(value, list) and not any(isinstance(item, list | dict) and not _is_node(item) for item in value):
        parts = [_node(item, language) if _is_node(item) else Part(_short(_text(item))) for item in value]
        return ConsoleCell(Cell(parts))
    whole = _text(value)
    return ConsoleCell(Cell([Part(_short(whole))]), whole if len(whole) > MOST_TEXT else "")


def _node(node: Mapping[str, Any], language: Language) -> Part:
    id_, label = str(node["id"]), own_label(node["labels"]) if node["labels"] else ""
    properties = node["properties"]
    name = str(properties.get("name") or properties.get("title") or properties.get("metric") or label or id_)
    return Part(_short(name), entity_page(id_, label, language) if label else "", id_)


def _path(steps: Sequence[Mapping[str, Any]]) -> str:
    """A path in a line, its arrows as the links are stored."""
    words, at = [], ""
    for step in steps:
        if _is_link(step):
            words.append(f"−{step['type']}→" if step["from"] == at else f"←{step['type']}−")
        else:
            at = step["id"]
            words.append(str(step["properties"].get("name") or at))
    return " ".join(words)


def _text(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, indent=1)


def _short(text: str) -> str:
    return text if len(text) <= MOST_TEXT else f"{text[:MOST_TEXT]}…"


def _is_part_of_path(value: Any) -> bool:
    return _is_node(value) or _is_link(value)


def _is_node(value: Any) -> bool:
    return isinstance(value, dict) and value.keys() == _NODE


def _is_link(value: Any) -> bool:
    return isinstance(value, dict) and value.keys() == _LINK


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _is_numeric(values: Any) -> bool:
    known = [value for value in values if value is not None]
    return bool(known) and all(map(_is_number, known))
