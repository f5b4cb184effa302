"""An answer's rows as typed columns."""

from __future__ import annotations

from typing import Any

import polars as pl

from app.answer_files.content import AnswerContent, FileColumn
from graph.csv_text import cell_text

_TYPES: dict[str, pl.DataType] = {
    "string": pl.String(),
    "day": pl.String(),
    "integer": pl.Int64(),
    "float": pl.Float64(),
    "boolean": pl.Boolean(),
    "strings": pl.List(pl.String()),
}
_OF_VALUES: dict[type, pl.DataType] = {bool: pl.Boolean(), int: pl.Int64(), float: pl.Float64(), str: pl.String()}


def answer_frame(content: AnswerContent) -> pl.DataFrame:
    """Columns of the types that the question declares; what has no such type is text as in CSV."""
    return pl.DataFrame([_series(column, [row.get(column.name) for row in content.rows]) for column in content.columns])


def _series(column: FileColumn, values: list[Any]) -> pl.Series:
    type_ = _TYPES.get(column.type) or _type_of(values)
    if type_ is not None:
        try:
            return pl.Series(column.name, values, dtype=type_, strict=True)
        except (TypeError, pl.exceptions.PolarsError, OverflowError):
            # A whole number among fractions, or something that the header doesn't say: it is not lost.
            pass
    return pl.Series(column.name, [None if value is None else str(cell_text(value)) for value in values], pl.String())


def _type_of(values: list[Any]) -> pl.DataType | None:
    types = {type(value) for value in values if value is not None}
    return _OF_VALUES.get(types.pop()) if len(types) == 1 else None
