"""decisions.csv: what a person says beside a folder's tables: which place a text means, and what is one or two."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import polars as pl

from graph.csv_text import INERT
from graph.errors import InputUnreadable
from graph.model import DECISIONS as KINDS
from graph.values import name_key
from loaders.files import find_header, header_key, read_sheets
from loaders.tables.decisions import DECISIONS as TABLE

DECISIONS = "decisions.csv"
UNDECIDED = "undecided"
"""The decision of a row on which nobody has decided."""
_REQUIRED = ("written", "meant", "said_by")
_COLUMNS = tuple(column.name for column in TABLE.columns)
_NAMES = {header_key(header): column.name for column in TABLE.columns for header in (column.name, *column.headers)}
_INERT = re.compile(INERT)


@dataclass(frozen=True, slots=True)
class FolderDecisions:
    """What each decided text means; rows of the table `decisions` about what is one or two; how many are undecided."""

    places: dict[str, str] = field(default_factory=dict)
    pairs: pl.DataFrame = field(default_factory=pl.DataFrame, compare=False)
    undecided: int = 0


def read_decisions(folder: Path) -> FolderDecisions:
    """Read a folder's decisions; without the file, nothing is decided. A row that doesn't say of what is of a place.

    Raises InputUnreadable for a file without the columns, for a row about a place that lacks what was written, what is
    meant or who says so, for a text that holds nothing that counts in a name, and where two rows say of one text that
    it means two things. Rows about what is one or two are checked like those of any table."""
    path = folder / DECISIONS
    places: dict[str, str] = {}
    pairs: list[dict[str, Any]] = []
    undecided = 0
    for row in _rows(path) if path.is_file() else ():
        kind = KINDS.spellings.get(str(row["decision"] or "place").lower())
        if kind == "place":
            _decide_place(places, row)
        elif kind == UNDECIDED:
            undecided += 1
        else:
            pairs.append(row)
    schema = {"row": pl.UInt32(), **dict.fromkeys(_COLUMNS, pl.String())}
    return FolderDecisions(places, pl.DataFrame(pairs, schema=schema), undecided)


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    """The rows by our names of the columns, with their number; rows that hold nothing in these are left out."""
    for sheet in read_sheets(path):
        header = find_header(sheet, _NAMES)
        columns = {_NAMES.get(header_key(name)): str(index) for index, name in enumerate(header.names)}
        if missing := [name for name in _REQUIRED if name not in columns]:
            raise InputUnreadable(f"{DECISIONS} has no column {', '.join(missing)}")
        for row in sheet.cells.filter(sheet.cells["row"] > header.last).iter_rows(named=True):
            cells = {name: row[columns[name]] if name in columns else None for name in _COLUMNS}
            told = {name: cell[1:] if cell and _INERT.match(cell) else cell for name, cell in cells.items()}
            yield {"row": row["row"], **told}


def _decide_place(places: dict[str, str], row: dict[str, Any]) -> None:
    written, meant, said_by = (row[name] for name in _REQUIRED)
    if not (written and meant and said_by):
        raise InputUnreadable(f"{DECISIONS}, row {row['row']}: say what was written, what is meant and who says so")
    if not name_key(written):
        raise InputUnreadable(f"{DECISIONS}, row {row['row']}: {written!r} holds nothing that counts in a name")
    if places.setdefault(written, meant) != meant:
        raise InputUnreadable(f"{DECISIONS}, row {row['row']}: {written!r} means {places[written]!r} above")
