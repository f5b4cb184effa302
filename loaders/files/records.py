"""Tables whose columns have names of their own, in no row: JSON Lines and Parquet. The names are row 0."""

from __future__ import annotations

import json
from typing import IO

import polars as pl

from graph.errors import InputUnreadable
from loaders.files.grid import Grid
from loaders.files.limits import check_count
from loaders.files.sheet import ROW, Sheet, tidy


def read_json_lines(data: bytes, name: str) -> Sheet:
    """Read one object a line: numbers as written, lists with semicolons. Raises InputUnreadable, naming the line."""
    columns: dict[str, int] = {}
    grid, names = Grid(name), Grid(name)
    for number, line in enumerate(data.split(b"\n"), start=1):
        if not line.strip():
            continue
        try:
            record = json.loads(line, parse_float=str, parse_int=str)
        except (ValueError, RecursionError) as error:
            raise InputUnreadable(f"{name}, line {number}: no JSON: {error}") from error
        if not isinstance(record, dict):
            raise InputUnreadable(f"{name}, line {number}: no object with the names of its columns")
        texts = {columns.setdefault(key, len(columns)): _text(value) for key, value in record.items()}
        check_count("columns", len(columns), f"{name}, up to line {number},")
        grid.add(number, {column: text for column, text in texts.items() if text.strip()})
    names.add(0, {column: key for key, column in columns.items()})
    return Sheet(name, "", _under(names.sheet().cells, grid.sheet().cells))


def _text(value: object) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case list():
            return ";".join(map(_text, value))
        case dict():
            return json.dumps(value, ensure_ascii=False)
    return str(value)


def read_parquet(file: IO[bytes], name: str) -> Sheet:
    """Read a Parquet file. Raises InputUnreadable, and whatever polars raises of a broken one."""
    schema = pl.read_parquet_schema(file)
    file.seek(0)
    rows = pl.scan_parquet(file)
    height = rows.select(pl.len()).collect().item()
    check_count("columns", len(schema), name)
    check_count("rows", height, name)
    check_count("cells", height * len(schema), name)
    texts = rows.select(
        _column(pl.col(column), kind).alias(str(at)) for at, (column, kind) in enumerate(schema.items())
    )
    names = pl.DataFrame({str(at): [column] for at, column in enumerate(schema)})
    return Sheet(name, "", _under(names.with_row_index(ROW), texts.with_row_index(ROW, offset=1).collect()))


def _column(column: pl.Expr, kind: pl.DataType) -> pl.Expr:
    """A column as people write it: days without midnight, whole numbers without `.0`, lists with semicolons."""
    if kind.is_float():
        return column.cast(pl.String).str.strip_suffix(".0")
    if isinstance(kind, pl.Datetime):
        return column.dt.to_string("%Y-%m-%d %H:%M:%S").str.strip_suffix(" 00:00:00")
    if isinstance(kind, pl.List):
        return column.list.eval(pl.element().cast(pl.String)).list.join(";")
    if isinstance(kind, pl.Struct):
        return column.struct.json_encode()
    if isinstance(kind, pl.Binary):
        return column.cast(pl.String, strict=False)
    return column.cast(pl.String)


def _under(names: pl.DataFrame, rows: pl.DataFrame) -> pl.DataFrame:
    """Rows below the row of their names."""
    return tidy(pl.concat([names.with_columns(pl.col(ROW).cast(pl.UInt32)), rows], how="diagonal"))
