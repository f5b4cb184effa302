"""The rows of an input table as text by our column names: what reading gives and checking takes."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from loaders.tables.declare import InputTable


@dataclass(frozen=True, slots=True)
class TableRows:
    """All rows that a folder has for one table.

    `frame` has the columns `file` (String) and `row` (UInt32, as the file numbers them), then our columns that the
    files have, and those of `counts`, which hold whole numbers: all String, blank cells null.
    """

    table: InputTable
    frame: pl.DataFrame
    counts: tuple[str, ...] = ()
