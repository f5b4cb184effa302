"""One file as records of text: CSV (UTF-8 or GB18030) and XLSX, by polars, with messages that name the place."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterable, Sequence
from pathlib import Path

import fastexcel
import polars as pl

from graph.errors import HuoshuiError, InputUnreadable

Records = Sequence[Sequence[str | None]]
_MIDNIGHT = re.compile(r"\d{4}-\d{2}-\d{2} 00:00:00")


def read_records(path: Path, sheets: Iterable[str] = ()) -> Records:
    """Read all rows of a file, blank ones too: the first has number 1. `sheets` are the names to look for in XLSX.

    Raises InputUnreadable, which names the file and, where it can be told, the line.
    """
    try:
        if path.stat().st_size == 0:
            raise InputUnreadable(f"{path.name} is empty")
        if path.suffix.lower() == ".xlsx":
            return _read_workbook(path, sheets)
        return _read_csv(decode(path.read_bytes(), path.name), path.name)
    except OSError as error:
        raise InputUnreadable(
            f"{path.name} can't be opened: {error.strerror}", next_step="Check the file's permissions, then load again."
        ) from error


def decode(data: bytes, name: str) -> str:
    """Text of a CSV file: UTF-8 (with or without mark) or GB18030. Raises InputUnreadable."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise InputUnreadable(f"{name} is UTF-16, not UTF-8 or GB18030")
    if (nul := data.find(b"\0")) >= 0:
        line = data[:nul].count(b"\n") + 1
        raise InputUnreadable(f"{name}, line {line}: a NUL byte; this is no CSV file in UTF-8 or GB18030")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        utf8_problem = error
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError:
        line = data[: utf8_problem.start].count(b"\n") + 1
        raise InputUnreadable(f"{name}, line {line}: neither UTF-8 nor GB18030") from utf8_problem
    # GB18030 gives almost any bytes some reading; characters for private use betray that they meant something else.
    for line, content in enumerate(text.splitlines(), start=1):
        if any("\ue000" <= character <= "\uf8ff" for character in content):
            raise InputUnreadable(f"{name}, line {line}: neither UTF-8 nor GB18030 gives readable text")
    return text


def _read_csv(text: str, name: str) -> Records:
    if "\n" not in text:
        text = text.replace("\r", "\n")
    try:
        frame = pl.read_csv(io.StringIO(text), infer_schema=False, has_header=False)
    except Exception:  # polars raises many kinds, none of which names the row: the slower reader can
        return _read_csv_row_by_row(text, name)
    return frame.rows()


def _read_csv_row_by_row(text: str, name: str) -> Records:
    """Read what polars refuses as a whole: rows that are too long, lines before the header, stray quotes."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    records: list[list[str]] = []
    line = 1
    try:
        for record in reader:
            records.append(record)
            line = reader.line_num + 1
    except csv.Error as error:
        raise InputUnreadable(
            f"{name}: the row that begins at line {line} can't be read: {error}",
            next_step="Look for a quote that is opened and never closed, then load again.",
        ) from error
    return records


def _read_workbook(path: Path, wanted: Iterable[str]) -> Records:
    """Read the sheet that has one of the wanted names, else the first. Numbers and days come as people write them."""
    try:
        names = fastexcel.read_excel(path).sheet_names
        known = {name.strip().lower(): name for name in reversed(names)}
        sheet = next((known[name] for name in wanted if name in known), names[0])
        frame = pl.read_excel(
            path,
            sheet_name=sheet,
            has_header=False,
            infer_schema_length=0,
            drop_empty_rows=False,
            drop_empty_cols=False,
            raise_if_empty=False,
        )
    except HuoshuiError:
        raise
    except Exception as error:  # the readers below polars raise many kinds; all mean the same here
        raise InputUnreadable(f"{path.name} can't be read as XLSX: {_first_line(error)}") from error
    return [[_as_written(cell) for cell in record] for record in frame.cast(pl.String).rows()]


def _as_written(cell: str | None) -> str | None:
    # A day in Excel is a moment at midnight.
    return cell[:10] if cell is not None and _MIDNIGHT.fullmatch(cell) else cell


def _first_line(error: Exception) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0]
