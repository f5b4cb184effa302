"""Source and locator of rows whose files leave them to be understood."""

from __future__ import annotations

from dataclasses import replace

import polars as pl

from loaders import tables
from loaders.mapping.feeding import SheetPart
from loaders.mapping.read import NAMES
from loaders.mapping.sources import Sources, row_locator
from loaders.rejects import Reject
from loaders.table_rows import TableRows
from loaders.tables.sources import SOURCES

_SOURCE_SCHEMA = {column.name: pl.String for column in SOURCES.columns}


def with_evidence(parts: list[SheetPart], dataset: str, mapped: bool, rejects: list[Reject]) -> dict[str, TableRows]:
    """The rows of each table, citing the one source that there is, or the folder, where they cite none themselves.

    With a mapping (`mapped`) a source may also be an address or a title; such sources become rows of the table of
    sources. Rows of which it can't be told which of several sources they are from are rejected as a file.
    """
    own = [part.frame for part in parts if part.table is SOURCES]
    sources = Sources(pl.concat(own, how="diagonal") if own else None)
    if mapped:
        parts = [replace(part, frame=_cited(part, sources)) for part in parts]
    frames: dict[str, list[pl.DataFrame]] = {}
    counts: dict[str, set[str]] = {}
    for part in parts:
        frame = _with_source(part, sources, dataset)
        if frame is None:
            rejects.append(Reject(part.file, 0, "", "", "lacks the column source, and the folder has several sources"))
            continue
        frames.setdefault(part.table.name, []).append(_placed(_with_locator(part, frame), part.file))
        counts.setdefault(part.table.name, set()).update(part.counts)
    if sources.declared:
        declared = pl.DataFrame(list(sources.declared.values()), schema_overrides=_SOURCE_SCHEMA)
        frames.setdefault("sources", []).append(_placed(declared.with_row_index("row", 1), NAMES[0]))
    return {
        table.name: TableRows(
            table, pl.concat(frames[table.name], how="diagonal"), tuple(sorted(counts.get(table.name, ())))
        )
        for table in tables.TABLES
        if table.name in frames
    }


def _cited(part: SheetPart, sources: Sources) -> pl.DataFrame:
    """A part whose cells of `source` are ids; the sources that the mapping describes are declared on the way."""
    if part.source:
        sources.declare(part.source)
    if "source" not in part.frame.columns:
        return part.frame
    texts = part.frame["source"].drop_nulls().unique(maintain_order=True)
    ids = {text: sources.cite(text) for text in texts}
    return part.frame.with_columns(pl.col("source").replace(ids))


def _with_source(part: SheetPart, sources: Sources, dataset: str) -> pl.DataFrame | None:
    column = next((one for one in part.table.columns if one.name == "source"), None)
    if column is None or "source" in part.frame.columns:
        return part.frame
    source = sources.declare(part.source) if part.source else sources.only()
    if source is None and sources.none:
        source = sources.folder(dataset)
    if source is not None:
        return part.frame.with_columns(pl.lit(source).alias("source"))
    return None if column.required else part.frame


def _with_locator(part: SheetPart, frame: pl.DataFrame) -> pl.DataFrame:
    # A region without a locator has its code for one.
    required = any(column.name == "locator" and column.required for column in part.table.columns)
    if not required or "locator" in frame.columns:
        return frame
    return frame.with_columns(row_locator(part.file, part.sheet).alias("locator"))


def _placed(frame: pl.DataFrame, file: str) -> pl.DataFrame:
    others = [name for name in frame.columns if name != "row"]
    return frame.select(pl.lit(file).alias("file"), pl.col("row").cast(pl.UInt32), *others)
