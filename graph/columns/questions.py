"""The questions that columns answer, by what of them gives the rows that their statement gives."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from typing import Any

import polars as pl

from graph.columns.coverage import coverage
from graph.columns.frames import Columns

Rows = Callable[[Columns, Mapping[str, Any]], list[dict[str, Any]]]

ON_COLUMNS: dict[str, Rows] = {
    "coverage": coverage,
}
_logger = logging.getLogger("huoshui.columns")


def rows_of(columns: Columns, question_id: str, given: Mapping[str, Any]) -> list[dict[str, Any]] | None:
    """All rows of a question; None where the files can't be read any more."""
    try:
        return ON_COLUMNS[question_id](columns, given)
    except (OSError, pl.exceptions.PolarsError) as error:
        _logger.warning("The columns beside the graph can't be read (%r): they are built anew", error)
        return None
