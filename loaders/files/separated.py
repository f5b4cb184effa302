"""Tables as text: cells apart by commas, tabs, semicolons, bars or, in a .txt file, blanks."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from itertools import islice

import polars as pl

from graph.errors import InputUnreadable
from loaders.files.limits import check_count
from loaders.files.sheet import ROW

_SEPARATORS = (",", "\t", ";", "|")
_NAMED_SEPARATOR = re.compile(rb'"?sep=([^\r\n"]{1,4})"?\r?(?:\n|$)', re.IGNORECASE)
_WIDE_BLANKS, _BLANKS = re.compile(r"[ \u3000]{2,}|\u3000"), re.compile(r"[ \u3000]+")
_SAMPLE_BYTES, _SAMPLE_RECORDS = 1 << 16, 1000
_CELLS_AT_A_TIME = 300_000
_MANY_CELLS = 20_000_000
_SURPLUS = 8
"""Further columns for rows that are longer than those at the start; what is longer still shares the last of them."""


def read_separated(data: bytes, name: str, by_blanks: bool = False) -> pl.DataFrame:
    """Read a table of UTF-8 text, all records with their numbers. With `by_blanks`, runs of blanks may part columns.

    Raises InputUnreadable, naming the line, where a quote is never closed.
    """
    if b"\r" in data:
        data = data.replace(b"\r\n", b"\n")
        if b"\n" not in data:
            data = data.replace(b"\r", b"\n")
    first = 1
    named = _NAMED_SEPARATOR.match(data)
    if named is not None and len(sign := named[1].decode()) == 1:
        separator, first = sign, 2
        data = data[named.end() :]
    else:
        separator, width = _separator(data)
        if by_blanks and width < 2:
            data, separator = _parted_by_blanks(data), "\t"
    widths = _widths(data, separator)
    width = max(widths, default=1)
    lines = data.count(b"\n") + 1
    cells = data.count(separator.encode()) + lines
    check_count("cells", cells, name)
    if width * lines > max(_MANY_CELLS, 4 * cells):
        width = Counter(widths).most_common(1)[0][0]
    check_count("columns", width, name)
    frame = _read_whole(data, separator, width)
    if frame is None:
        frame = _read_one_by_one(data.decode(), name, separator, width + _SURPLUS, first)
    return frame.with_row_index(ROW, offset=first)


def _parted_by_blanks(data: bytes) -> bytes:
    """Columns by tabs, where wide blanks part them, or single ones in the same number of columns everywhere."""
    text = data.decode()
    wide = _WIDE_BLANKS.sub("\t", text).encode()
    if _separator(wide)[1] > 1:
        return wide
    narrow = _BLANKS.sub("\t", text).encode()
    return narrow if len(set(_widths(narrow, "\t"))) == 1 else data


def _widths(data: bytes, separator: str) -> list[int]:
    """How many cells the first records have, but for blank ones."""
    start = data
    if len(data) > _SAMPLE_BYTES:
        start = data[: data.rfind(b"\n", 0, _SAMPLE_BYTES) + 1 or _SAMPLE_BYTES]
    # The limit is the whole process's: it is only ever raised.
    csv.field_size_limit(max(csv.field_size_limit(), len(data) + 1))
    reader = csv.reader(io.StringIO(start.decode(errors="replace"), newline=""), delimiter=separator)
    return [len(record) for record in islice(reader, _SAMPLE_RECORDS) if any(map(str.strip, record))]


def _separator(data: bytes) -> tuple[str, int]:
    """The sign that gives the most records the same number of cells, and that number; titles may stand before them."""
    best, best_share, best_width = _SEPARATORS[0], 0.0, 1
    for sign in _SEPARATORS:
        widths = _widths(data, sign)
        for width, records in Counter(one for one in widths if one > 1).most_common(1):
            share = records / len(widths)
            if share > best_share + 0.1 or (share > best_share - 0.1 and width > best_width):
                best, best_share, best_width = sign, share, width
    return best, best_width


def _read_whole(data: bytes, separator: str, width: int) -> pl.DataFrame | None:
    """Read all records at once, which polars can where each is one line and none is longer than `width`."""
    if not separator.isascii() or separator == '"':
        return None
    has_quotes = b'"' in data
    if has_quotes and not _closes_in_each_line(data):
        return None
    header = separator.join(map(str, range(width))).encode() + b"\n"
    quote = '"' if has_quotes else None
    try:
        return pl.read_csv(header + data, infer_schema=False, separator=separator, quote_char=quote)
    except pl.exceptions.PolarsError:  # rows that are too long, stray quotes: it doesn't say where
        return None


def _closes_in_each_line(data: bytes) -> bool:
    """Tell whether each line has as many quotes that close as open."""
    import numpy as np  # takes half as long to import as polars, and most tables have no quotes

    signs = np.frombuffer(data, dtype=np.uint8)
    quotes = np.flatnonzero(signs == ord('"'))
    ends = np.append(np.flatnonzero(signs == ord("\n")), len(data))
    return not (np.searchsorted(quotes, ends) % 2).any()


def _read_one_by_one(text: str, name: str, separator: str, widest: int, first: int) -> pl.DataFrame:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    parts: list[pl.DataFrame] = []
    records: list[list[str]] = []
    begin = first
    try:
        for record in reader:
            begin = reader.line_num + first
            if len(record) > widest:
                record = [*record[: widest - 1], separator.join(record[widest - 1 :]).strip(f"{separator} ")]
            records.append(record)
            if len(records) * widest > _CELLS_AT_A_TIME:
                parts.append(_frame(records))
                records = []
    except csv.Error as error:
        raise InputUnreadable(
            f"{name}: the row that begins at line {begin} can't be read: {error}",
            next_step="Look for a quote that is opened and never closed, then load again.",
        ) from error
    parts.append(_frame(records))
    return pl.concat(parts, how="diagonal")


def _frame(records: list[list[str]]) -> pl.DataFrame:
    """Columns of records, the short ones filled with blanks."""
    width = max([1, *map(len, records)])
    padded = [[*record, *[""] * (width - len(record))] for record in records]
    columns = zip(*padded, strict=True) if padded else [()] * width
    return pl.DataFrame({str(index): pl.Series(values, dtype=pl.String) for index, values in enumerate(columns)})
