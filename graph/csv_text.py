"""Rows as CSV: what the API and the command give to a spreadsheet or another program."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from typing import Any

BOM = "\ufeff"
"""The mark without which Excel reads Chinese as rubbish."""
_FORMULA = "=+@\t\r＝＋－＠-"
"""With what a text begins that a spreadsheet takes for a formula; some take the wide signs, too."""
INERT = f"^'[{_FORMULA}]"
"""How a text begins that was made inert: the first sign isn't its own."""


def csv_text(columns: Sequence[str], rows: Iterable[Mapping[str, Any]], *, for_spreadsheet: bool = False) -> str:
    """A header of the columns, then a line a row (RFC 4180). Lists are joined by `;` as in the input tables.

    One for a spreadsheet begins with its mark, and nothing in it is a formula."""
    text = io.StringIO(newline="")
    if for_spreadsheet:
        text.write(BOM)
    cells = ([cell_text(row.get(name)) for name in columns] for row in rows)
    csv.writer(text).writerows(map(inert, line) if for_spreadsheet else line for line in chain([columns], cells))
    return text.getvalue()


def inert(cell: Any) -> Any:
    """A cell that no spreadsheet takes for a formula: what it holds may come from a table of somebody else's.

    Numbers stay numbers, below zero too."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(tuple(_FORMULA)) else cell


def cell_text(value: Any) -> Any:
    """A value as a cell shows it: lists joined, what nests as JSON, true and false; numbers and text as they are."""
    match value:
        case bool():
            return "true" if value else "false"
        case list() | tuple() if not any(isinstance(item, dict | list) for item in value):
            return ";".join("" if item is None else str(cell_text(item)) for item in value)
        case dict() | list() | tuple():
            return json.dumps(value, ensure_ascii=False)
        case _:
            return value
