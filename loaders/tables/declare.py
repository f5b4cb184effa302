"""The words in which an input table is declared: its columns, and what its rows become.

Everything that must agree with a table (headers, checks of cells, the plan, the export, docs/tables.md) is derived
from its declaration and from nothing else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import polars as pl

from loaders.columns import InputColumn
from loaders.planner import Planner


@dataclass(frozen=True, slots=True)
class InputTable:
    """One input table. With `open_counts`, further columns with whole numbers are kept as counts."""

    name: str
    titles: tuple[str, ...]
    """Its names in Chinese, best first: a file may be called by any of them."""
    meaning: str
    columns: tuple[InputColumn, ...]
    tells: tuple[str, ...]
    """Labels and link types that its rows state: between them the tables state all that the model declares."""
    plan: Callable[[Planner, pl.DataFrame], None]
    """Plan what the rows state; everything that a table declares is known by then."""
    declare: Callable[[Planner, pl.DataFrame], pl.DataFrame] | None = None
    """Make known what the rows describe, so that every table may refer to it; hand on the rows that may be planned."""
    open_counts: bool = False

    @property
    def file_names(self) -> tuple[str, ...]:
        """What its file, or its sheet in a workbook, may be called, without a suffix and in lower case."""
        return (self.name, *self.titles)
