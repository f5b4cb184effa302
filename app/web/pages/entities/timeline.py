"""When ties held, as bars on one axis of years: the same ties stand beside as sentences."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.web.pages.entities.ties import Sentence
from graph.values import PartialDate

MOST_BARS = 40
_MONTHS = 12


@dataclass(frozen=True, slots=True)
class Bar:
    """A tie that has a date: where its bar begins and how long it is, in thousandths of the axis.

    `since_known` and `until_known` tell whether that end is a date; an open bar runs to the end of the axis."""

    sentence: Sentence
    begins: int
    length: int
    since_known: bool
    until_known: bool


@dataclass(frozen=True, slots=True)
class Timeline:
    """Bars in the order in which their ties began, from the first year to the last; what isn't drawn is counted."""

    first: int
    last: int
    bars: Sequence[Bar]
    left_out: int
    undated: int


def timeline(rows: Sequence[Mapping[str, Any]], sentences: Sequence[Sentence], today: date) -> Timeline | None:
    """The bars of those ties that have a date, `sentences` one for one with `rows`; None where none has."""
    dated = [(row, told) for row, told in zip(rows, sentences, strict=True) if row["since"] or row["until"]]
    if not dated:
        return None
    dated.sort(key=lambda one: (str(one[0]["since"] or ""), str(one[0]["until"] or ""), one[0]["key"]))
    years = [PartialDate.parse(day).year for row, _ in dated for day in (row["since"], row["until"]) if day]
    first, last = min(years), max(*years, today.year)
    return Timeline(
        first,
        last,
        [_bar(row, told, first, last) for row, told in dated[:MOST_BARS]],
        max(len(dated) - MOST_BARS, 0),
        len(rows) - len(dated),
    )


def _bar(row: Mapping[str, Any], told: Sentence, first: int, last: int) -> Bar:
    since, until = (PartialDate.parse(row[name]) if row[name] else None for name in ("since", "until"))
    whole = (last - first + 1) * _MONTHS
    begins = _months(since.first_day, first) if since else 0
    ends = _months(until.last_day, first) + 1 if until else whole
    return Bar(
        told,
        round(1_000 * begins / whole),
        max(round(1_000 * (ends - begins) / whole), 4),
        since is not None,
        until is not None,
    )


def _months(day: int, first: int) -> int:
    """Whole months from the start of the first year to a day as YYYYMMDD."""
    return (day // 10_000 - first) * _MONTHS + day // 100 % 100 - 1
