"""An address that holds no id of its kind: the id of something else, or a name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from app.web.pages.entities.content import EntityKind
from graph.answers import Library
from graph.labels import own_label
from graph.model import TAKES_PART
from graph.statement import shipped_statement
from graph.values import name_key

MOST_CANDIDATES = 50


@dataclass(frozen=True, slots=True)
class Candidates:
    """Those whose names a text may mean: (id, label) of the only one, or the rows to choose from."""

    only: tuple[str, str] | None
    rows: list[dict[str, Any]]


def label_of(library: Library, id_: str) -> str:
    """The label of what has an id; "" where nothing that has a page has it. Raises a StoreError."""
    rows = library.store.read(shipped_statement("lookup", "entity"), {"id": id_}).rows
    return own_label(rows[0]["labels"]) if rows else ""


def candidates(library: Library, kind: EntityKind, text: str) -> Candidates:
    """Who of a kind has a name like this: by the whole name or an alias if there are such, else by a part of it.

    Raises BadParameter for a text that can be no name, and a StoreError."""
    if kind.label not in TAKES_PART:
        return Candidates(None, [])
    rows = library.ask("find", {"name": text, "labels": kind.label}, max_rows=MOST_CANDIDATES).rows
    key = name_key(text)
    whole = [row for row in rows if key in {name_key(name) for name in (row["name"], *(row["aliases"] or ()))}]
    rows = whole or rows
    return Candidates((rows[0]["id"], rows[0]["label"]) if len(rows) == 1 else None, rows)
