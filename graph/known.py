"""What has an id, or had it: names and labels of whatever the search finds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from graph.answers import Library
from graph.errors import BadParameter
from graph.labels import own_label
from graph.statement import shipped_statement

_MOST = 5
Row = Mapping[str, Any]


def named(library: Library, id_: str) -> Row | None:
    """Name, labels and former ids of what has an id and a page. Raises a StoreError."""
    rows = library.store.read(shipped_statement("lookup", "named"), {"id": id_}).rows
    return rows[0] if rows else None


def label_of(library: Library, id_: str) -> str:
    """The label of what has an id; "" where nothing that has a page has it. Raises a StoreError."""
    row = named(library, id_)
    return own_label(row["labels"]) if row else ""


def names_of(library: Library, ids: Iterable[str]) -> dict[str, str]:
    """What people call those whose ids are given, by id. Raises a StoreError."""
    asked = sorted(set(ids))
    rows = library.store.read_all(shipped_statement("lookup", "names"), {"ids": asked}) if asked else []
    return {row["id"]: row["name"] for row in rows}


def standing(library: Library, former_id: str) -> tuple[str, str] | None:
    """(id, label) of what had this id before; None where nothing had. Raises a StoreError."""
    try:
        found = library.ask("find", {"name": former_id}, max_rows=_MOST).rows
    except BadParameter:
        return None
    for id_ in (row["id"] for row in found if row["id"] != former_id):
        row = named(library, id_)
        if row is not None and former_id in row["former_ids"]:
            return id_, own_label(row["labels"])
    return None
