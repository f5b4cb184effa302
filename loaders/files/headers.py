"""Where a table's header is, and what its columns are called."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass

import polars as pl

from loaders.files.sheet import INVISIBLE, ROW, Sheet

_LOOKED_AT = 60
"""Rows among which the header is looked for."""
_UNITS = "人|人次|名|岁|元|分|米|度|亩|%|年|年月|年月日|m|km|公里|千米|m2|㎡|平方米|公顷|persons?|people|pupils"
_COUNTED = "所|个|家|校|位|班|户|县|项|对|组|次|册|台|套|间"
# No unit that scales the number (万人, 千元), and no 学校(所), which counts schools: such a column is another one.
_UNIT_BEHIND = re.compile(rf"\((?:单位:)?(?:{_UNITS})\)$|(?<=数)\((?:单位:)?(?:{_COUNTED})\)$")
_ONLY_UNIT = re.compile(rf"\(?(?:{_UNITS}|{_COUNTED}|[万亿千](?:{_UNITS}))\)?")
_BLANKS_IN_LATIN = re.compile(r"(?<=[!-~])\s+(?=[!-~])")
_NUMBER_OR_DATE = re.compile(r"(?!(?:19|20)\d\d年?$)[-+\d.,/:%年月日\s]*\d[-+\d.,/:%年月日\s]*")
"""What stands in data and not in headers; but a year may head a column."""


@dataclass(frozen=True, slots=True)
class SheetHeader:
    """The rows that a header takes up, and a name for each column of the sheet ("" without one)."""

    first: int
    last: int
    names: tuple[str, ...]


def header_key(text: str) -> str:
    """What headers are compared by: in one width and case, without invisible characters, blanks and units in brackets.

    A blank or a hyphen between Latin letters is an underscore, so that `campus of` is campus_of.
    """
    plain = re.sub(INVISIBLE, "", unicodedata.normalize("NFKC", text)).strip().casefold()
    plain = re.sub(r"\s+", "", _BLANKS_IN_LATIN.sub("_", plain)).replace("-", "_").strip("*:")
    return _UNIT_BEHIND.sub("", plain) or plain


def find_header(sheet: Sheet, known: Collection[str], row: int | None = None) -> SheetHeader:
    """Find the header: the row that has most of the `known` keys, else the first that looks like one.

    With `row`, the header begins there. A head over several columns is joined to the names below it; rows of units or
    of numbers of columns below a header belong to it.
    """
    top = sheet.cells if row is None else sheet.cells.filter(pl.col(ROW) >= row)
    numbers, rows = [], []
    for number, *cells in top.head(_LOOKED_AT).iter_rows():
        numbers.append(number)
        rows.append([cell or "" for cell in cells])
    if not rows:
        return SheetHeader(row or 1, row or 1, ("",) * (sheet.cells.width - 1))
    at = 0 if row is not None else _best(rows, known)
    first = last = at
    while first > 0 and _heads(rows[first - 1], rows[first]):
        first -= 1
    names = rows[first]
    while last + 1 < len(rows) and _heads(rows[last], rows[last + 1]):
        last += 1
    for below in range(first + 1, last + 1):
        names = _joined(names, rows[below], known)
    while last + 1 < len(rows) and _explains(rows[last + 1]):
        last += 1
    return SheetHeader(numbers[first], numbers[last], tuple(names))


def _best(rows: Sequence[Sequence[str]], known: Collection[str]) -> int:
    """Which row has most known names; where that is one, it must be filled like a header, else the guess is taken."""
    found = [len({key for cell in cells if cell and (key := header_key(cell)) in known}) for cells in rows]
    guess = _guess(rows)
    best = found.index(max(found))
    if found[best] > 1 or (found[best] == 1 and 2 * _filled(rows[best]) >= _filled(rows[guess])):
        return best
    return guess


def _guess(rows: Sequence[Sequence[str]]) -> int:
    """The first row that is filled nearly as much as the fullest, each cell with a text of its own."""
    fullest = max(map(_filled, rows))
    for index, cells in enumerate(rows):
        if _filled(cells) >= 0.7 * fullest and not any(map(_NUMBER_OR_DATE.fullmatch, cells)):
            return index
    return next(index for index, cells in enumerate(rows) if _filled(cells) > min(1, fullest - 1))


def _filled(cells: Sequence[str]) -> int:
    """How many different texts a row has: a title that is merged over many columns is one."""
    return len(set(filter(None, cells)))


def _heads(top: Sequence[str], below: Sequence[str]) -> bool:
    """Tell whether a row names groups of columns, and the next one the columns in them.

    Columns in no group say the same in both rows (merged downwards) or nothing in the lower one. A title above a header
    isn't taken for a head: there must be columns in no group, or names that come again in several groups.
    """
    groups = _groups(top)
    grouped = {index for group in groups for index in group}
    alone = [index for index, text in enumerate(top) if text and index not in grouped]
    named = [[below[index] for index in group if below[index]] for group in groups]
    names = [name for inside in named for name in inside]
    return (
        bool(groups)
        and all(inside and len(set(inside)) == len(inside) for inside in named)
        and not any(map(_NUMBER_OR_DATE.fullmatch, names))
        and all(below[index] in ("", text) for index, text in enumerate(top) if index not in grouped)
        and (bool(alone) or len(set(names)) < len(names))
    )


def _groups(top: Sequence[str]) -> list[list[int]]:
    """Columns that share a head: its text again in each, as merged cells give it, or blanks behind it."""
    groups: list[list[int]] = []
    for index, text in enumerate(top):
        if groups and text in ("", top[groups[-1][0]]):
            groups[-1].append(index)
        else:
            groups.append([index])
    return [group for group in groups if len(group) > 1 and top[group[0]]]


def _joined(top: Sequence[str], below: Sequence[str], known: Collection[str]) -> list[str]:
    """Names of columns with a head: the lower name where it is known and stands once, else both."""
    heads = list(top)
    for group in _groups(top):
        for index in group:
            heads[index] = top[group[0]]
    times = Counter(map(header_key, below))
    names = []
    for head, name in zip(heads, below, strict=True):
        key = header_key(name)
        if not name or not head or name == head:
            names.append(name or head)
        else:
            names.append(name if key in known and times[key] == 1 else f"{head} {name}")
    return names


def _explains(cells: Sequence[str]) -> bool:
    """Tell whether a row holds nothing but units, or the numbers of the columns."""
    texts = [cell for cell in cells if cell]
    numbered = len(texts) > 3 and texts == [str(number) for number in range(1, len(cells) + 1)]
    return numbered or all(map(_ONLY_UNIT.fullmatch, map(header_key, texts)))
