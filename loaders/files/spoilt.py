"""Ids and codes that a spreadsheet or a program took for numbers: mended where that is certain, else a fault."""

from __future__ import annotations

import re
from dataclasses import replace

import polars as pl

from loaders.files.sheet import ROW, CellFault, Sheet

_NUMBER, _WHOLE = r"^-?\d+(\.\d+)?$", r"^(-?\d{1,15})\.0$"
_EXPONENT = re.compile(r"(\d)(?:\.(\d+))?E\+?(\d{1,3})", re.IGNORECASE)
_LONG = r"^[1-9]\d{15,}$"
_DIGITS_KEPT = 15
_SHOWN_WITH_EXPONENT = 11
"""A spreadsheet shows whole numbers of more digits than this with an exponent."""
_CUT = "is a number that a spreadsheet has cut to its first digits: give it as text, with all of them"


def mend(sheet: Sheet) -> Sheet:
    """Whole numbers without `.0` or an exponent, and faults where digits are lost."""
    cells = sheet.cells
    faults = {(fault.row, fault.column): fault for fault in sheet.faults}
    every = pl.col(cells.columns[1:]).str
    signs = [every.ends_with(".0").any(), every.contains_any(["E+", "e+"]).any(), every.ends_with("000").any()]
    # All columns are asked at once, and most bear none of the signs.
    asked = [cells.select(sign) for sign in signs] if cells.width > 1 else []
    for name in cells.columns[1:]:
        has_points, has_exponents, has_zeros = (answer[name][0] for answer in asked)
        texts = cells[name]
        cut: list[pl.Expr] = []
        if has_points and _is_whole(texts):
            cells = cells.with_columns(pl.col(name).str.replace(_WHOLE, "${1}"))
        if has_exponents:
            digits = {text: _without_exponent(text) for text in texts.drop_nulls().unique()}
            cells = cells.with_columns(pl.col(name).replace({text: whole for text, whole in digits.items() if whole}))
            cut.append(pl.col(name).is_in([text for text, whole in digits.items() if whole == ""]))
        if has_zeros and _is_cut(texts):
            cut.append(pl.col(name).str.contains(_LONG))
        for row, text in cells.filter(pl.any_horizontal(cut)).select(ROW, name).iter_rows() if cut else ():
            faults.setdefault((row, int(name)), CellFault(row, int(name), text, _CUT))
    return replace(sheet, cells=cells, faults=tuple(faults.values()))


def _is_whole(texts: pl.Series) -> bool:
    """Tell whether all numbers of a column are whole ones: then a program has added the `.0`."""
    numbers = texts.filter(texts.str.contains(_NUMBER))
    return bool((numbers.str.contains(_WHOLE) | ~numbers.str.contains(".", literal=True)).all())


def _without_exponent(text: str) -> str | None:
    """All digits of a whole number; "" where some are lost, and None where it is no such number."""
    if (match := _EXPONENT.fullmatch(text)) is None:
        return None
    first, rest, exponent = match[1], match[2] or "", int(match[3])
    if len(rest) == exponent:
        return first + rest
    return "" if exponent >= _SHOWN_WITH_EXPONENT and len(rest) < exponent else None


def _is_cut(texts: pl.Series) -> bool:
    """Tell whether all long numbers of a column have zeros where a spreadsheet keeps no digits, too many for chance."""
    long = texts.filter(texts.str.contains(_LONG))
    lost = long.str.slice(_DIGITS_KEPT)
    return bool((lost.str.strip_chars("0") == "").all()) and lost.str.len_chars().sum() >= 3
