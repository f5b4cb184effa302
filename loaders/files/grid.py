"""The cells of a sheet as they come in, row by row; only those that hold something take room."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from itertools import pairwise

import polars as pl

from graph.errors import InputUnreadable
from loaders.files.limits import MOST_FAULTS, check_count
from loaders.files.sheet import ROW, CellFault, Sheet, place, tidy

_CELLS_AT_A_TIME = 300_000
_GAP = 50
"""So many blank columns part a table from a stray cell."""
_PLACE = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,8})")

Range = tuple[int, int, int, int]
"""First row, first column, last row, last column; columns are counted from 0."""


@dataclass(slots=True)
class Grid:
    """A sheet that is being read. Rows are added in their order; `merged` are ranges of cells that are one."""

    file: str
    name: str = ""
    merged: list[Range] = field(default_factory=list)
    faults: list[CellFault] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    _numbers: list[int] = field(default_factory=list)
    _columns: defaultdict[int, dict[int, str]] = field(default_factory=lambda: defaultdict(dict))
    _parts: list[pl.DataFrame] = field(default_factory=list)
    _waiting: int = 0
    _height: int = 0
    _used: set[int] = field(default_factory=set)

    @property
    def place(self) -> str:
        """The file and the sheet, for messages."""
        return place(self.file, self.name)

    def add(self, number: int, cells: Mapping[int, str]) -> None:
        """Add the texts of a row, by column from 0."""
        at = len(self._numbers)
        self._numbers.append(number)
        for column, text in cells.items():
            self._columns[column][at] = text
        self._waiting += len(cells)
        if self._waiting >= _CELLS_AT_A_TIME or at * len(self._columns) > 4 * _CELLS_AT_A_TIME:
            self._flush()

    def merge(self, first: str, last: str) -> None:
        """Note that the cells from one place to another, such as A2 and B4, are one."""
        corners = [_PLACE.fullmatch(place) for place in (first, last)]
        if corners[0] is not None and corners[1] is not None:
            (left, top), (right, bottom) = corners[0].groups(), corners[1].groups()
            self.merged.append((int(top), column_number(left), int(bottom), column_number(right)))
        check_count("cells", 2 * len(self.merged), f"{self.place} in its merged ranges", at_least=True)

    def fault(self, row: int, column: int, value: str, reason: str) -> None:
        """Note what is wrong with a cell."""
        self.faults.append(CellFault(row, column, value, reason))
        if len(self.faults) > MOST_FAULTS:
            raise InputUnreadable(f"{self.place} has more than {MOST_FAULTS:,} cells like {value}: {reason}")

    def sheet(self) -> Sheet:
        """The sheet, with merged cells filled. Raises InputUnreadable where it is too large."""
        self._flush()
        cells = pl.concat(self._parts, how="diagonal")
        self._parts = []
        if not cells[ROW].is_sorted():
            cells = cells.sort(ROW, maintain_order=True)
        cells = self._filled(tidy(self._without_strays(cells)))
        return Sheet(self.file, self.name, cells, tuple(self.faults), tuple(self.notes))

    def _flush(self) -> None:
        height = len(self._numbers)
        self._height += height
        self._used.update(self._columns)
        self._check_size(self._height * len(self._used))
        columns = {ROW: pl.Series(self._numbers, dtype=pl.UInt32)}
        for column, texts in self._columns.items():
            values: list[str | None] = [None] * height
            for at, text in texts.items():
                values[at] = text
            columns[str(column)] = pl.Series(values, dtype=pl.String)
        self._parts.append(pl.DataFrame(columns))
        self._numbers, self._columns, self._waiting = [], defaultdict(dict), 0

    def _check_size(self, cells: int) -> None:
        check_count("cells", cells, f"{self.place}, with blank cells between others,", at_least=True)

    def _without_strays(self, cells: pl.DataFrame) -> pl.DataFrame:
        """The columns in their order, without those that stand far to the right of most others."""
        used = sorted(int(name) for name in cells.columns if name != ROW) or [0]
        ends = [at for at, column in enumerate(used) if column + _GAP < (*used, used[-1] + _GAP + 1)[at + 1]]
        end = max(pairwise([-1, *ends]), key=lambda block: block[1] - block[0])[1]
        if end + 1 < len(used):
            row, text = cells.select(ROW, str(used[end + 1])).drop_nulls().row(0)
            place = f"{column_letters(used[end + 1])}{row}"
            self.notes.append(f"what stands far to the right of the table is left out: {place} holds {text}")
        width = used[end] + 1
        self._check_size(width * cells.height)
        blank = pl.lit(None, dtype=pl.String)
        columns = [pl.col(name) if name in cells.columns else blank.alias(name) for name in map(str, range(width))]
        return cells.select(ROW, *columns)

    def _filled(self, cells: pl.DataFrame) -> pl.DataFrame:
        """Repeat what a merged range holds in its blank cells, and its fault.

        A title that is merged over the table, and is all that its row holds, is no data of the other columns.
        """
        if not self.merged:
            return cells
        numbers, width = cells[ROW].to_list(), cells.width - 1
        titles = set(cells.filter(pl.sum_horizontal(pl.exclude(ROW).is_not_null()) == 1)[ROW])
        faults = {(fault.row, fault.column): fault for fault in self.faults}
        values: dict[int, list[str | None]] = {}
        room = cells.height * cells.width
        for first, left, last, right in self.merged:
            rows = range(bisect_left(numbers, first), bisect_right(numbers, last))
            columns = range(left, left + 1 if first in titles else min(right + 1, width))
            if left >= width or not rows or numbers[rows[0]] != first:
                continue
            if (room := room - len(rows) * len(columns)) < 0:
                raise InputUnreadable(f"{self.place} has merged cells that overlap")
            for column in columns:
                if column not in values:
                    values[column] = cells[str(column)].to_list()
                texts = values[column]
                for at in rows:
                    if texts[at] is None:
                        texts[at] = values[left][rows[0]]
                        if (fault := faults.get((first, left))) is not None:
                            self.faults.append(replace(fault, row=numbers[at], column=column))
        return cells.with_columns(pl.Series(str(column), texts, dtype=pl.String) for column, texts in values.items())


def column_letters(column: int) -> str:
    """What a spreadsheet calls a column: A is 0, AA is 26."""
    letters = ""
    while column >= 0:
        column, letter = divmod(column, 26)
        letters, column = chr(ord("A") + letter) + letters, column - 1
    return letters


def column_number(letters: str) -> int:
    """The column that letters mean: A is 0, AA is 26."""
    number = 0
    for letter in letters:
        number = 26 * number + ord(letter) - ord("A") + 1
    return number - 1
