"""The rows of a sheet by the headers of its columns, and which of them count."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

import polars as pl

from graph.errors import InputUnreadable, MissingColumn
from loaders.files import Sheet, SheetHeader, find_header, header_key
from loaders.mapping.model import Block, Test
from loaders.rejects import Reject

_TOTALS = r"(?i)^(.*(合计|小计|总计|共计|总数)|(sub|grand )?total|sum)([:：（(].*)?$"
_TOTAL_ALONE = "^(合计|小计|总计|共计)$"
_SEPARATED = (".csv", ".tsv", ".txt", ".gz")
"""Files in which a cell beyond the header is a comma that was meant as text."""


def is_total() -> pl.Expr:
    """Whether a row of a sheet adds up others: its first cell says so, or one says nothing but 小计 or the like."""
    cells = pl.exclude("row").str.replace_all(r"\s", "")
    alone = pl.any_horizontal(cells.str.contains(_TOTAL_ALONE).fill_null(value=False))
    return pl.coalesce(cells).str.contains(_TOTALS).fill_null(value=False) | alone


@dataclass(slots=True)
class SheetRows:
    """The rows below the header, with what was used of them. `place` names the sheet to readers."""

    sheet: Sheet
    header: SheetHeader
    body: pl.DataFrame
    used: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, sheet: Sheet, known: Collection[str], row: int | None = None) -> SheetRows:
        """Find the header, by the names that are known, and the rows below it."""
        header = find_header(sheet, known, row)
        return cls(sheet, header, sheet.cells.filter(pl.col("row") > header.last))

    @property
    def place(self) -> str:
        """File, and sheet where it has a name."""
        return f"{self.sheet.file}/{self.sheet.name}" if self.sheet.name else self.sheet.file

    def find(self, name: str) -> str | None:
        """The column with a header, or with a number where none is so; it counts as used. Raises InputUnreadable."""
        names = self.header.names
        # A header to the letter comes first: 结对县 and 结对县(个) are compared as the same.
        found = [index for index, header in enumerate(names) if header == name]
        found = found or [
            index for index, header in enumerate(names) if header and header_key(header) == header_key(name)
        ]
        if len(found) > 1:
            raise InputUnreadable(
                f"{self.place} has {len(found)} columns {names[found[0]]!r}",
                next_step="Rename or delete all but one, or name the column by its number in a mapping.",
            )
        if not found and name.isdecimal() and 1 <= int(name) <= self.body.width - 1:
            found = [int(name) - 1]
        if not found:
            return None
        self.used.add(str(found[0]))
        return str(found[0])

    def column(self, *names: str) -> str:
        """The first of some columns that is there. Raises MissingColumn or InputUnreadable."""
        for name in names:
            if (found := self.find(name)) is not None:
                return found
        shown = ", ".join(header[:60] for header in self.header.names if header)
        raise MissingColumn(
            f"{self.place} has no column {' or '.join(map(repr, names))}; it has {shown}",
            next_step="Correct the mapping file.",
        )

    def name_of(self, column: str) -> str:
        """What a reader calls a column: its header, else its number."""
        index = int(column)
        name = self.header.names[index] if index < len(self.header.names) else ""
        return name or f"(column {index + 1}, without a header)"

    def ignored(self) -> tuple[str, ...]:
        """Columns that nothing used: those with a header, and others that hold something."""
        left = [name for name in self.body.columns if name != "row" and name not in self.used]
        return tuple(
            self.name_of(name)
            for name in left
            if not self.name_of(name).startswith("(column ") or self.body[name].null_count() < self.body.height
        )

    def reject_faults(self, rejects: list[Reject]) -> None:
        """Take out the rows that can't be read: cells beyond the header, and faults in columns that are used."""
        width = max((index + 1 for index, name in enumerate(self.header.names) if name), default=0)
        beyond = [name for name in self.body.columns if name != "row" and int(name) >= width and name not in self.used]
        bad: dict[int, Reject] = {}
        if beyond and self.sheet.file.lower().endswith(_SEPARATED):
            filled = pl.concat_list(
                pl.when(pl.col(name).is_not_null()).then(int(name) + 1) for name in beyond
            ).list.max()
            for row, cells in self.body.select("row", filled.alias("cells")).drop_nulls().iter_rows():
                reason = f"has {cells} cells, the header {width}; put cells that hold a comma in quotes"
                bad[row] = Reject(self.sheet.file, row, "", "", reason)
        for fault in self.sheet.faults:
            if str(fault.column) in self.used and fault.row > self.header.last:
                name = self.name_of(str(fault.column))
                bad.setdefault(fault.row, Reject(self.sheet.file, fault.row, name, fault.value[:200], fault.reason))
        if bad:
            rejects += (bad[row] for row in sorted(bad))
            self.body = self.body.filter(~pl.col("row").is_in(list(bad)))

    def narrow(self, block: Block, notes: list[str]) -> None:
        """Leave the rows that a block takes, with blank cells filled down."""
        if "totals" in block.skip:
            self._leave_out(is_total(), "`skip: totals`", notes)
        if spans := [span.partition("-") for span in block.skip if span != "totals"]:
            row = pl.col("row")
            within = pl.any_horizontal(row.is_between(int(first), int(last or first)) for first, _, last in spans)
            self._leave_out(within, "`skip`", notes)
        if block.fill_down:
            self.body = self.body.with_columns(pl.col({self.column(name) for name in block.fill_down}).forward_fill())
        self._leave_out(self.unwanted(block.when, block.unless), "`when` and `unless`", notes)

    def unwanted(self, when: Mapping[str, Test], unless: Mapping[str, Test]) -> pl.Expr | None:
        """Whether a row is none of those that `when` and `unless` leave; None where they say nothing."""
        out = [~self._holds(column, test) for column, test in when.items()]
        out += [self._holds(column, test) for column, test in unless.items()]
        return pl.any_horizontal(out) if out else None

    def _holds(self, column: str, test: Test) -> pl.Expr:
        cell = pl.col(self.column(column))
        held: list[pl.Expr] = []
        if test.is_:
            plain = cell.str.normalize("NFKC").str.replace_all(r"\s", "")
            held.append(plain.is_in([header_key(text) for text in test.is_]) | cell.is_in(list(test.is_)))
        if test.matches:
            held.append(cell.str.contains(test.matches))
        if test.filled is not None:
            held.append(cell.is_not_null() if test.filled else cell.is_null())
        return pl.all_horizontal(held).fill_null(value=False)

    def _leave_out(self, unwanted: pl.Expr | None, because: str, notes: list[str]) -> None:
        if unwanted is None:
            return
        before = self.body.height
        self.body = self.body.filter(~unwanted.fill_null(value=False))
        if before > self.body.height:
            notes.append(f"{self.place}: {before - self.body.height:,} rows left out by {because}")
