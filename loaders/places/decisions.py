"""decisions.csv: what a person says that a text means, for one folder."""

from __future__ import annotations

from pathlib import Path

from graph.errors import InputUnreadable
from graph.values import name_key
from loaders.files import find_header, header_key, read_sheets

DECISIONS = "decisions.csv"
_COLUMNS = {
    "written": ("written", "写法", "原文", "所写"),
    "meant": ("meant", "所指", "应为", "意指"),
    "said_by": ("said_by", "何人所说", "依据", "决定人"),
}
_NAMES = {header_key(header): name for name, headers in _COLUMNS.items() for header in headers}


def read_decisions(folder: Path) -> dict[str, str]:
    """What each decided text means. Without the file, nothing is decided.

    Raises InputUnreadable for a row that lacks what was written, what is meant or who says so, for a text that holds
    nothing that counts in a name, and where two rows say of one text that it means two things."""
    path = folder / DECISIONS
    decisions: dict[str, str] = {}
    for sheet in read_sheets(path) if path.is_file() else ():
        header = find_header(sheet, _NAMES)
        columns = {_NAMES.get(header_key(name)): str(index) for index, name in enumerate(header.names)}
        if missing := [name for name in _COLUMNS if name not in columns]:
            raise InputUnreadable(f"{DECISIONS} has no column {', '.join(missing)}")
        for row in sheet.cells.filter(sheet.cells["row"] > header.last).iter_rows(named=True):
            written, meant, said_by = (row[columns[name]] for name in _COLUMNS)
            if not (written and meant and said_by):
                raise InputUnreadable(
                    f"{DECISIONS}, row {row['row']}: say what was written, what is meant and who says so"
                )
            if not name_key(written):
                raise InputUnreadable(f"{DECISIONS}, row {row['row']}: {written!r} holds nothing that counts in a name")
            if decisions.setdefault(written, meant) != meant:
                raise InputUnreadable(f"{DECISIONS}, row {row['row']}: {written!r} means {decisions[written]!r} above")
    return decisions
