"""What a spreadsheet shows of a number: a day, a month or a year, a share, a code with zeros in front."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from enum import Enum, auto
from functools import lru_cache

_CHINESE_MONTH, _CHINESE_DAY, _CLOCK = 'yyyy"年"m"月"', 'm"月"d"日"', "h:mm"
BUILT_IN = {
    9: "0%",
    10: "0.00%",
    14: "yyyy-m-d",
    15: "d-mmm-yy",
    16: "d-mmm",
    17: "mmm-yy",
    22: "yyyy-m-d h:mm",
    30: "m-d-yy",
    31: 'yyyy"年"m"月"d"日"',
    **dict.fromkeys((27, 36, 50, 52, 57), _CHINESE_MONTH),
    **dict.fromkeys((28, 29, 51, 53, 54, 58), _CHINESE_DAY),
    **dict.fromkeys((18, 19, 20, 21, 32, 33, 34, 35, 45, 46, 47, 55, 56), _CLOCK),
}
"""Formats that files name by number only, as a Chinese spreadsheet shows them; all others show a plain number."""

_QUOTED = re.compile(r'"[^"]*"|\\.|[_*].|\[[^\]]*\]')
_CODE = re.compile(r'((?:"[^"]*"|\\.|[A-Za-z])*)(0+)((?:"[^"]*"|\\.)*)')
_DATE_PARTS = re.compile("y+|e+|m+|d+|h+|s+")
_FIRST_DAY, _FIRST_DAY_1904 = datetime(1899, 12, 30), datetime(1904, 1, 1)
_LAST_DAY = 2_958_465
_EXACT = 10**15
"""Spreadsheets keep 15 digits of a number."""


class Unshown(Exception):
    """A cell that shows nothing certain: its value, and why."""

    def __init__(self, value: str, reason: str) -> None:
        super().__init__(reason)
        self.value = value


class Shows(Enum):
    """What a format shows."""

    NUMBER = auto()
    PERCENT = auto()
    CODE = auto()
    MOMENT = auto()
    DAY = auto()
    MONTH = auto()
    YEAR = auto()
    DAY_WITHOUT_YEAR = auto()
    TIME = auto()


@dataclass(frozen=True, slots=True)
class NumberFormat:
    """What a format shows; a code has so many digits, between two texts."""

    shows: Shows = Shows.NUMBER
    digits: int = 0
    before: str = ""
    behind: str = ""


@lru_cache(maxsize=1000)
def number_format(code: str) -> NumberFormat:
    """Read a format as spreadsheets write it: `yyyy"年"m"月"`, `0.0%`, `000000`."""
    first = re.match(r'(?:"[^"]*"|\\.|[^;"\\])*', code)
    positive = first[0] if first is not None else code
    if (fixed := _CODE.fullmatch(re.sub(r"\[[^\]]*\]", "", positive))) is not None and fixed[0] != "0":
        return NumberFormat(Shows.CODE, len(fixed[2]), _literal(fixed[1]), _literal(fixed[3]))
    bare = _QUOTED.sub("", positive.replace("[h", "h").replace("[m", "m").replace("[s", "s")).lower()
    if "%" in bare:
        return NumberFormat(Shows.PERCENT)
    if "general" in bare or "0" in bare.replace(".0", "") or "#" in bare or "?" in bare:
        return NumberFormat()
    return NumberFormat(_date_shown(_DATE_PARTS.findall(bare.replace("am/pm", "").replace("a/p", ""))))


def _literal(text: str) -> str:
    return text.replace('"', "").replace("\\", "")


def _date_shown(parts: list[str]) -> Shows:
    """What is left of a moment: an m beside hours or seconds is minutes, ddd is the name of a day of the week."""
    year = any(part[0] in "ye" for part in parts)
    day = "d" in parts or "dd" in parts
    time = any(part[0] in "hs" for part in parts)
    month = any(
        part[0] == "m"
        and not (parts[:at] and parts[at - 1][0] == "h")
        and not (parts[at + 1 :] and parts[at + 1][0] == "s")
        for at, part in enumerate(parts)
    )
    if year and month and day:
        return Shows.MOMENT if time else Shows.DAY
    if year:
        return Shows.MONTH if month else Shows.YEAR
    if month or day:
        return Shows.DAY_WITHOUT_YEAR
    return Shows.TIME if time else Shows.NUMBER


def shown(raw: str, form: NumberFormat, since_1904: bool = False) -> str:
    """The text that a cell shows of a stored number; all of its digits, without signs between thousands.

    Raises Unshown where digits are lost, or where no day can be shown.
    """
    match form.shows:
        case Shows.NUMBER:
            return plain_number(raw)
        case Shows.PERCENT:
            return f"{_digits(Decimal(repr(float(raw))) * 100)}%"
        case Shows.CODE:
            return f"{form.before}{plain_number(raw).zfill(form.digits)}{form.behind}"
    return show_moment(_moment(raw, since_1904), form.shows)


def show_moment(moment: datetime, shows: Shows) -> str:
    """A moment at the precision at which a cell shows it; the time is left out where it is midnight."""
    match shows:
        case Shows.DAY:
            return str(moment.date())
        case Shows.MONTH:
            return f"{moment.year:04d}-{moment.month:02d}"
        case Shows.YEAR:
            return f"{moment.year:04d}"
        case Shows.DAY_WITHOUT_YEAR:
            return f"{moment.month}月{moment.day}日"
        case Shows.TIME:
            return str(moment.time())
        case _:
            return str(moment).removesuffix(" 00:00:00")


def plain_number(raw: str) -> str:
    """A number without an exponent or `.0`. Raises Unshown where the spreadsheet has kept too few of its digits."""
    if len(raw) <= 15 and raw.isdecimal():
        return raw
    number = float(raw)
    if abs(number) < _EXACT:
        return _digits(Decimal(repr(number)))
    if raw.isdecimal() and raw[15:].strip("0"):
        return raw  # a program wrote it: a spreadsheet would have left zeros
    raise Unshown(raw, "is a number of more than 15 digits, of which a spreadsheet keeps 15: make it text")


def _digits(number: Decimal) -> str:
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _moment(raw: str, since_1904: bool) -> datetime:
    serial = float(raw)
    if not 0 <= serial <= _LAST_DAY:
        raise Unshown(raw, "is a date that no spreadsheet can show")
    # The first spreadsheets took 1900 for a leap year; before its 29 February days count one less.
    days = serial + (not since_1904 and serial < 60)
    return (_FIRST_DAY_1904 if since_1904 else _FIRST_DAY) + timedelta(seconds=round(days * 86_400))
