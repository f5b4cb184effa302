"""The days on which a map from far away can be seen."""

from __future__ import annotations

from typing import Any, cast

from app.maps.days import days_of_change
from graph.answers import Library


class _Store:
    def __init__(self, rows: list[dict[str, Any]]) -> None:
        self.rows = rows

    def read_all(self, *_: object) -> list[dict[str, Any]]:
        return self.rows


class _Library:
    def __init__(self, *spans: tuple[int | None, int | None]) -> None:
        self.store = _Store([{"first": first, "last": last} for first, last in spans])


def days(*spans: tuple[int | None, int | None]) -> list[int]:
    return days_of_change(cast("Library", _Library(*spans)), ["AIDS"], 20260101)


def test_something_changes_when_a_tie_begins_and_the_day_after_its_last() -> None:
    assert days((20200901, 20231231), (None, 20240229), (20200901, None)) == [20200901, 20240101, 20240301, 20260101]


def test_of_very_many_days_the_first_of_each_year_is_told() -> None:
    spans = [(20_100_000 + 10_000 * year + 100 * month + 1, None) for year in range(10) for month in range(1, 13)]
    assert days(*spans) == [*(20_100_101 + 10_000 * year for year in range(10)), 20260101]
