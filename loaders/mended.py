"""mended.csv: rows that a person mended, which take the place of the bad ones at every load."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

import polars as pl

from graph.csv_text import INERT
from graph.errors import InputUnreadable
from loaders.checks import count_property
from loaders.columns import InputColumn
from loaders.files import read_sheets
from loaders.mapping import FolderTables
from loaders.names import name_key
from loaders.rejects import Reject, own_header
from loaders.table_rows import TableRows
from loaders.typed_columns import read_column

MENDED = "mended.csv"
_WHY = ("column", "value", "reason", "candidates")
"""Columns of rejects.csv that tell what was wrong with a row."""
_PLACE = ("table", "file", "row", "part")


def mend(folder: Path, read: FolderTables) -> FolderTables:
    """Put the rows of the folder's mended.csv in the place of those that they mend; without the file, nothing.

    A mended row names the table, file, row and part of the bad one, as rejects.csv does. It is rejected when that row
    isn't there any more, or holds something else now. Raises InputUnreadable when the file is no such table."""
    path = folder / MENDED
    if not path.is_file():
        return read
    mended = _rows(path)
    tables = dict(read.tables)
    lost = {(reject.file, str(reject.row)) for reject in read.rejects}
    taken: set[tuple[str, str]] = set()
    faults: list[Reject] = []
    for name, rows in mended.group_by("table", maintain_order=True):
        table = tables.get(str(name[0]))
        if table is None:
            faults += (_fault(row, "names no table of this folder") for row in rows.iter_rows(named=True))
            continue
        frame, wrong, used = _mend_table(table, rows, lost)
        tables[table.table.name] = replace(table, frame=frame)
        faults += wrong
        taken |= used
    rejects = [reject for reject in read.rejects if (reject.file, str(reject.row)) not in taken]
    note = f"{MENDED}: {mended.height - len(faults):,} rows took the place of those that they mend"
    return replace(read, tables=tables, rejects=[*rejects, *faults], notes=(*read.notes, note))


def _rows(path: Path) -> pl.DataFrame:
    """The rows by header; ` number` is their own number in the file."""
    sheet = read_sheets(path)[0]
    names = [str(name or "") for name in next(sheet.cells.iter_rows(), ())[1:]]
    step = "Make it from rejects.csv: keep its columns, mend the cells of the rows."
    if missing := [name for name in _PLACE if name not in names]:
        raise InputUnreadable(f"{MENDED} has no column {', '.join(missing)}", next_step=step)
    if twice := [name for name, count in Counter(names).items() if name and count > 1]:
        raise InputUnreadable(f"{MENDED} has several columns {', '.join(twice)}", next_step=step)
    # Ours has a blank before it: no header has, as cells are stripped.
    schema = [" number", *(name or f" {place}" for place, name in enumerate(names))]
    rows = sheet.cells[1:].rename(dict(zip(sheet.cells.columns, schema, strict=True)))
    rows = rows.filter(pl.col("table").is_not_null())
    # A row that failed in two ways stands twice in rejects.csv.
    rows = rows.unique(
        [name for name in rows.columns if name not in (" number", *_WHY)], keep="first", maintain_order=True
    )
    texts = pl.col(pl.String)
    return rows.with_columns(pl.when(texts.str.contains(INERT)).then(texts.str.slice(1)).otherwise(texts))


def _mend_table(
    table: TableRows, mended: pl.DataFrame, lost: set[tuple[str, str]]
) -> tuple[pl.DataFrame, list[Reject], set[tuple[str, str]]]:
    """Rows of a table with the mended ones in their places, faults, and which rows of files came back by it."""
    numbered = table.frame.with_row_index("at").with_columns(
        part=pl.int_range(1, pl.len() + 1).over("file", "row").cast(pl.String), row_text=pl.col("row").cast(pl.String)
    )
    there = {
        (file, row, part): at for at, file, row, part in numbered.select("at", "file", "row_text", "part").iter_rows()
    }
    counts = (InputColumn(count_property(name)) for name in table.counts)
    columns_of = {column.name: column for column in (*table.table.columns, *counts)}
    columns = {header: name for name in columns_of if (header := own_header(name)) in mended.columns}
    faults: list[Reject] = []
    gone: list[int] = []
    new: list[dict[str, object]] = []
    back: set[tuple[str, str]] = set()
    for row in mended.iter_rows(named=True):
        place = (row["file"], row["row"], row["part"] or "1")
        at = there.get(place)
        if at is not None:
            if (
                changed := _changed(row, numbered.row(at, named=True), columns_of.get(row.get("column") or ""))
            ) is not None:
                faults.append(_fault(row, changed))
                continue
            gone.append(at)
        elif place[:2] in lost:
            back.add(place[:2])
        else:
            faults.append(_fault(row, f"mends row {row['row']} of {row['file']}, which isn't there"))
            continue
        new.append({"file": MENDED, "row": row[" number"], **{ours: row[name] for name, ours in columns.items()}})
    kept = numbered.filter(~pl.col("at").is_in(gone)).drop("at", "part", "row_text")
    schema = {name: pl.UInt32() if name == "row" else pl.String() for name in ("file", "row", *columns.values())}
    return pl.concat([kept, pl.DataFrame(new, schema=schema)], how="diagonal"), faults, back


def _changed(row: dict[str, str | None], there: dict[str, object], column: InputColumn | None) -> str | None:
    """What is wrong if the row that is to be mended does not hold what was rejected in it."""
    value = row.get("value")
    if column is None or column.name not in there or value is None:
        return None
    now = str(there[column.name] or "")
    # A name that other rows spell otherwise is rejected in the spelling that stands.
    if value in (now[:200], _read(now, column)) or name_key(value) == name_key(now[:200]):
        return None
    return f"row {row['row']} of {row['file']} holds {now!r} as {column.name} now, not {value!r}"


@lru_cache(maxsize=1000)
def _read(cell: str, column: InputColumn) -> str:
    """What a cell says as its column is read, as a reject of a row whose cells could all be read shows it."""
    if not cell:
        return str(column.prop.default or "")
    read, _ = read_column(pl.Series(column.name, [cell]), column)
    value = read[column.name].cast(pl.List(pl.String) if isinstance(read.dtypes[0], pl.List) else pl.String)[0]
    return ";".join(value) if isinstance(value, pl.Series) else str(value or "")


def _fault(row: dict[str, str | None], reason: str) -> Reject:
    return Reject(MENDED, int(row[" number"] or 0), "", "", reason)
