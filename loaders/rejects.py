"""What a load did not take: each row with its place, the reason and, for names, the candidates; grouped by cause."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import polars as pl

from graph.csv_text import inert
from graph.errors import BadParameter
from loaders.names import name_key

COLUMNS = ("file", "row", "column", "value", "reason", "candidates", "state", "table", "part")
"""Columns of rejects.csv before the row itself."""
REJECTED = {"at": pl.UInt32(), "table": pl.String(), "part": pl.UInt32()}
_VARIES = re.compile(r"'[^']*'|\"[^\"]*\"|(?<![\w-])\d[\d,.]*(?![\w-])")
_WAITS = re.compile(r"^(is unknown|left out \w+|names a place .* that is unknown|is in no sources table)")
"""Reasons of rows that are right by themselves: what they name may come with another dataset."""
_EXAMPLES = 3


@dataclass(frozen=True, slots=True)
class Reject:
    """One row (0: the whole file) that did not load, and why. `candidates` may help to mend it.

    `at` is the row's number among all that were read, where it was read that far."""

    file: str
    row: int
    column: str
    value: str
    reason: str
    candidates: tuple[str, ...] = ()
    at: int | None = field(default=None, compare=False)

    @property
    def waits(self) -> bool:
        """Whether the row only waits for what it names, which another dataset may bring."""
        return bool(_WAITS.match(self.reason))

    def __str__(self) -> str:
        place = f"{self.file}, row {self.row}" if self.row else self.file
        column = f", {self.column}" if self.column else ""
        value = f" {self.value!r}" if self.value and not self.reason.startswith(repr(self.value)) else ""
        hint = f" (candidates: {'; '.join(self.candidates)})" if self.candidates else ""
        return f"{place}{column}:{value} {self.reason}{hint}"


@dataclass(slots=True)
class RejectGroup:
    """Rejects of one cause. `waiting` counts rows that are rejected only as what they refer to is among these."""

    cause: str
    table: str
    column: str
    rejects: list[Reject]
    waiting: Counter[str] = field(default_factory=Counter)

    def __str__(self) -> str:
        what = f"{len(self.rejects):,} {self.table or ('rows' if self.rejects[0].row else 'files')}"
        column = f", {self.column}" if self.column else ""
        waiting = " and ".join(f"{count:,} {table}" for table, count in self.waiting.most_common())
        return f"{what}{column}: {self.cause}{f'; {waiting} wait for them' if waiting else ''}"

    @property
    def examples(self) -> list[Reject]:
        """The first of them."""
        return self.rejects[:_EXAMPLES]


def group_rejects(rejects: Iterable[Reject], rows: pl.DataFrame) -> list[RejectGroup]:
    """Rejects by cause, the most first. `rows` are the rejected rows as they were read (see `REJECTED`).

    A row that refers to something whose own row was rejected counts as waiting for that row's group."""
    tables = dict(rows.select("at", "table").iter_rows())
    groups: dict[tuple[str, str, str], RejectGroup] = {}
    waiting: list[tuple[str, Reject]] = []
    for reject in rejects:
        table = tables.get(reject.at, "")
        if reject.waits and reject.value:
            waiting.append((table, reject))
            continue
        _join(groups, table, reject)
    keys = _keys(rows)
    declared = {key: group for group in groups.values() for one in group.rejects for key in keys.get(one.at, ())}
    while waiting:
        still = []
        for table, reject in waiting:
            names = (reject.value, *re.split("[/@]", reject.value))
            group = next((declared[key] for key in map(name_key, names) if key in declared), None)
            if group is None:
                still.append((table, reject))
                continue
            group.waiting[table or "rows"] += 1
            # What waits for that row in turn waits for the same.
            declared |= {key: group for key in keys.get(reject.at, ()) if key not in declared}
        if len(still) == len(waiting):
            break
        waiting = still
    for table, reject in waiting:
        _join(groups, table, reject)
    return sorted(groups.values(), key=lambda group: -len(group.rejects) - group.waiting.total())


def _join(groups: dict[tuple[str, str, str], RejectGroup], table: str, reject: Reject) -> None:
    shape = _VARIES.sub("…", reject.reason)
    group = groups.setdefault((table, reject.column, shape), RejectGroup(reject.reason, table, reject.column, []))
    if group.cause != reject.reason:
        group.cause = shape
    group.rejects.append(reject)


def _keys(rows: pl.DataFrame) -> dict[int | None, list[str]]:
    """Keys of the ids and names that each rejected row would have made known."""
    names = [name for name in ("id", "name") if name in rows.columns]
    return {at: [name_key(cell) for cell in cells if cell] for at, *cells in rows.select("at", *names).iter_rows()}


def write_rejects(path: Path, rejects: Iterable[Reject], rows: pl.DataFrame | None = None) -> None:
    """Write rejects.csv, each with its whole row: mended, it may lie beside the tables as mended.csv.

    UTF-8 with a byte order mark so that spreadsheets show Chinese. Raises BadParameter."""
    read = pl.DataFrame(schema=REJECTED) if rows is None else rows
    said = [name for name in read.columns if name not in (*REJECTED, "file", "row")]
    known = {at: rest for at, *rest in read.select("at", "table", "part", *said).iter_rows()}
    blank = ["", ""] + [""] * len(said)
    try:
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.writer(file)
            writer.writerow([*COLUMNS, *(own_header(name) for name in said)])
            for reject in rejects:
                table, part, *cells = known.get(reject.at, blank)
                state = "waiting" if reject.waits else "rejected"
                why = (reject.column, reject.value, reject.reason, "; ".join(reject.candidates), state)
                writer.writerow(map(inert, (reject.file, reject.row, *why, table, part, *cells)))
    except OSError as error:
        raise BadParameter("rejects", f"{path} can't be written: {error.strerror}") from error


def own_header(name: str) -> str:
    """The header of one of our columns, apart from those of the reject."""
    return f"own {name}" if name in COLUMNS else name


def rejected_rows(rejects: Iterable[Reject], tables: Iterator[tuple[str, pl.DataFrame]]) -> pl.DataFrame:
    """The rejected rows as they were read. `tables` gives each table's name and rows, in the order of `at`.

    `part` counts the rows of a table that one row of a file gave."""
    wanted = sorted({reject.at for reject in rejects if reject.at is not None})
    found = [pl.DataFrame(schema=REJECTED)]
    first = 0
    for name, rows in tables:
        numbered = rows.with_row_index("at", first).with_columns(
            pl.lit(name).alias("table"), part=pl.int_range(1, pl.len() + 1, dtype=pl.UInt32).over("file", "row")
        )
        found.append(numbered.filter(pl.col("at").is_in(wanted)))
        first += rows.height
    rows = pl.concat(found, how="diagonal")
    return rows.select(name for name in rows.columns if name in REJECTED or rows[name].null_count() < rows.height)
