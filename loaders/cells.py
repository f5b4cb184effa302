"""What people write in a cell, read as it is meant: dates, numbers, figures with a qualifier, and words for nothing.

Whatever can be read in two ways is refused with a ValueError, whose words are for the reader of the file."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from graph.model import QUALIFIERS
from graph.values import PartialDate

_WORDS_FOR_NOTHING = (
    "无 没有 暂无 暂缺 待定 待补 待补充 待填 未知 未填 未定 不详 不明 不适用 空 空白 无数据 "
    "nan nat none null nil na n/a n.a. #n/a undefined unknown tbd tbc notapplicable notavailable notknown nodata"
)
_NOTHING = frozenset(_WORDS_FOR_NOTHING.split())
_STROKES = re.compile(r"[-‐-―−─ー~/\\.…·?|_]+")
_IN_BRACKETS = re.compile(r"\((.*)\)|\[(.*)\]|<(.*)>")

_DASHES = re.compile("[‐-―−─]")
_CLOCK = re.compile(r"(?<=\d)[Tt ]\s*\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?\s*(Z|[+-]\d{2}:?\d{2})?")
_DIGITS_ONLY = re.compile(r"((?:18|19|20|21)\d{2})(\d{2})(\d{2})?(?:\.0+)?")
_DAY_BEFORE_YEAR = re.compile(r"\d{1,2}[-/.]\d{1,2}[-/.](\d{4}|\d{2})")
_IN_CHINESE = re.compile(
    "([〇○零一二三四五六七八九]{4})年(?:([一二三四五六七八九十]{1,2})月(?:([一二三四五六七八九十]{1,3})[日号])?)?"
)
_NUMERALS = {numeral: index % 10 for index, numeral in enumerate("〇一二三四五六七八九零")} | {"○": 0}
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_IN_ENGLISH = re.compile(r"(?:(\d{1,2})(?:st|nd|rd|th)?[ -])?([a-z]{3})[a-z]*\.?[ ,-]+(\d{4})", re.IGNORECASE)

_GROUPED = r"\d{1,3}(?:,\d{3}){1,4}|\d{1,3}(?: \d{3}){1,4}"
_INTEGER = re.compile(rf"(\d{{1,15}}|{_GROUPED})(?:\.0+)? ?(?:人|人次|名|所|个|位|校|家|班|户|县|组)?")
# Spreadsheets write small figures as 5E-05. The limit is that of whole digits, so that export can write it all out.
_NUMBER = re.compile(rf"-?(?:\d{{1,15}}|{_GROUPED})(?:\.\d{{1,200}})?(?:[eE][+-]?\d{{1,2}})?")
_TOO_LARGE = 1e15

_WORDS = "|".join(sorted(map(re.escape, QUALIFIERS.spellings), key=len, reverse=True))
_FIGURE = re.compile(
    rf"(?P<before>{_WORDS})? ?(?P<number>-?(?:{_GROUPED}|\d{{1,15}})(?:\.\d{{1,15}})?) ?(?P<scale>[百千万亿]*)"
    rf"(?P<within>{_WORDS})? ?(?P<unit>[^\d\s,.;:、~-][^\d,;:、~-]{{0,20}}?)? ?(?P<after>{_WORDS})?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that a source gives, as one of QUALIFIERS where it doesn't say that it is exact, in its unit."""

    value: float
    qualifier: str | None = None
    unit: str | None = None


def is_placeholder(text: str) -> bool:
    """Tell whether a cell says that there is nothing: 无, 暂无, nan, N/A, -, /, in any width and in brackets or not."""
    plain = "".join(unicodedata.normalize("NFKC", text).casefold().split())
    if bracketed := _IN_BRACKETS.fullmatch(plain):
        plain = next(filter(None, bracketed.groups()), "")
    return not plain or plain in _NOTHING or _STROKES.fullmatch(plain) is not None


def parse_date(text: str) -> PartialDate:
    """Read a date at the precision at which it is written; a time of day is left out.

    Raises ValueError where it is no date, or can be read in two ways.
    """
    plain = _plain(text)
    plain = _CLOCK.sub("", plain)
    if (chinese := _IN_CHINESE.fullmatch(plain.replace(" ", ""))) is not None:
        year, month, day = chinese.groups()
        digits = "".join(str(_NUMERALS[numeral]) for numeral in year)
        plain = "-".join([digits, *(str(_counted(part)) for part in (month, day) if part)])
    elif (english := _IN_ENGLISH.fullmatch(plain)) is not None and english[2].lower() in _MONTHS:
        day, month, year = english.groups()
        plain = "-".join([year, str(_MONTHS.index(month.lower()) + 1), *([day] if day else [])])
    elif (digits_only := _DIGITS_ONLY.fullmatch(plain)) is not None:
        plain = _from_digits(text, *digits_only.groups())
    elif _DAY_BEFORE_YEAR.fullmatch(plain):
        raise ValueError(f"{text!r} can be read as two dates: write it as 2020-09-01, or let a mapping say `dates`")
    elif re.fullmatch(r"\d{5}(\.\d+)?", plain):
        raise ValueError(f"{text!r} is no date: a spreadsheet's number of a day? Give its cells the format of a date")
    plain = re.sub(r"^(\d{4})\.0+$", r"\1", plain.replace(" ", "").replace("号", "日"))
    try:
        return PartialDate.parse(plain)
    except ValueError as error:
        raise ValueError(str(error).replace(repr(plain), repr(text))) from None


def parse_integer(text: str) -> int:
    """Read a whole number of 0 or more, with thousands set off and what is counted: 1,200人. Raises ValueError."""
    if (match := _INTEGER.fullmatch(_plain(text))) is not None:
        return int(match[1].replace(",", "").replace(" ", ""))
    figure = _figure_or_none(text)
    if figure is not None and figure.qualifier:
        raise ValueError(f"is no exact number: {text!r} is {figure.qualifier.replace('_', ' ')} {figure.value:g}")
    raise ValueError("is no whole number of 0 or more")


def parse_number(text: str) -> float:
    """Read a number below 1e15, with thousands set off or an exponent. Raises ValueError."""
    plain = _plain(text)
    number = float(re.sub("[, ]", "", plain)) if _NUMBER.fullmatch(plain) else _TOO_LARGE
    if abs(number) >= _TOO_LARGE:
        raise ValueError("is no number")
    return number


def read_figure(text: str) -> Figure:
    """Read a number with what is said about it: 约1.2万人 is about 1.2, in 万人. Raises ValueError."""
    figure = _figure_or_none(text)
    if figure is not None:
        return figure
    return Figure(parse_number(text))


def _figure_or_none(text: str) -> Figure | None:
    match = _FIGURE.fullmatch(_plain(text))
    if match is None:
        return None
    said = {QUALIFIERS.spellings[word.lower()] for word in match.group("before", "within", "after") if word}
    if len(said) > 1:
        raise ValueError(f"{text!r} says both {' and '.join(sorted(said)).replace('_', ' ')}")
    unit = match["scale"] + (match["unit"] or "").strip()
    return Figure(float(re.sub("[, ]", "", match["number"])), next(iter(said), None), unit or None)


def _plain(text: str) -> str:
    """One width, one dash, one blank between words."""
    return " ".join(_DASHES.sub("-", unicodedata.normalize("NFKC", text)).split())


def _from_digits(text: str, year: str, month: str, day: str | None) -> str:
    """ISO form of 20200901 or 202009; of six digits only where they can't be day, month and two digits of a year."""
    if day is None:
        middle, last = int(year[2:]), int(month)
        if 1 <= middle <= 12 and 1 <= last <= 31:
            raise ValueError(f"{text!r} can be read as two dates: write it as {year}-{month}")
        return f"{year}-{month}"
    return f"{year}-{month}-{day}"


def _counted(numeral: str) -> int:
    """The number that a Chinese numeral below a hundred means; 0 for what is none."""
    tens, ten, ones = numeral.rpartition("十")
    if len(tens) > 1 or len(ones) > 1:
        return 0
    return (_NUMERALS[tens] if tens else 1) * 10 * bool(ten) + (_NUMERALS[ones] if ones else 0)
