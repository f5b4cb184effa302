"""What reading a file gives: tables of text, with what was wrong with single cells and what was assumed."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

ROW = "row"
INVISIBLE = r"[\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\ufff9-\ufffb]+"
"""Characters that nobody sees: marks of direction and of byte order, and blanks without a width."""


@dataclass(frozen=True, slots=True)
class CellFault:
    """A cell that can't be what was meant: an error, a formula without its result, an id that a spreadsheet spoilt."""

    row: int
    column: int
    value: str
    reason: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table of a file, as people see it.

    `file` is the name that the folder shows (`lists.zip/2024.csv` inside an archive), `name` the sheet's, or "".
    `cells` has the column `row` (UInt32, the number in the file, 1 is the first; 0 for names that stand in no row),
    then String columns "0", "1", …: stripped, blank ones null. Rows that are wholly blank are left out. A cell
    with a fault holds the fault's value. `notes` are what was assumed of the file, in plain words and without its name.
    """

    file: str
    name: str
    cells: pl.DataFrame
    faults: tuple[CellFault, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def place(self) -> str:
        """The file and the sheet, for messages."""
        return place(self.file, self.name)


def place(file: str, name: str) -> str:
    """What a sheet of a file is called in messages."""
    return f"{file}/{name}" if name else file


def tidy(cells: pl.DataFrame) -> pl.DataFrame:
    """Strip all cells, make blank ones null, and leave out blank rows and the blank columns at the end."""
    names = [name for name in cells.columns if name != ROW]
    # A few columns at a time, so that a large table is never there twice.
    step = 4 + len(names) // 8
    for first in range(0, len(names), step):
        some = names[first : first + step]
        stripped = pl.col(some).str.strip_chars()
        if cells.select(pl.any_horizontal(pl.col(some).str.contains(INVISIBLE).any())).item():
            stripped = pl.col(some).str.replace_all(INVISIBLE, "").str.strip_chars()
        cells = cells.with_columns(stripped)
        cells = cells.with_columns(pl.when(pl.col(name).str.len_bytes() > 0).then(pl.col(name)) for name in some)
    while len(names) > 1 and cells[names[-1]].null_count() == cells.height:
        names.pop()
    cells = cells.select(pl.col(ROW).cast(pl.UInt32), *names)
    blank = cells.select(pl.all_horizontal(pl.col(names).is_null())).to_series()
    return cells.filter(~blank) if blank.any() else cells
