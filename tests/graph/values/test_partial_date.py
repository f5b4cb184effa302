"""Partial dates keep their precision and know the first and last day that they may mean."""

from __future__ import annotations

from datetime import date

import pytest

from graph.values import FIRST_DAY, LAST_DAY, PartialDate


@pytest.mark.parametrize(
    ("text", "iso", "first", "last"),
    [
        ("2020", "2020", 20200101, 20201231),
        ("2020年", "2020", 20200101, 20201231),
        ("2020-09", "2020-09", 20200901, 20200930),
        ("2020/9", "2020-09", 20200901, 20200930),
        ("2020年9月", "2020-09", 20200901, 20200930),
        ("2020-09-01", "2020-09-01", 20200901, 20200901),
        ("2020.9.1", "2020-09-01", 20200901, 20200901),
        ("2020年9月1日", "2020-09-01", 20200901, 20200901),
        ("2024-02", "2024-02", 20240201, 20240229),
        ("2023-02", "2023-02", 20230201, 20230228),
        ("2000-02", "2000-02", 20000201, 20000229),
        ("1900-02", "1900-02", 19000201, 19000228),
        (" 2020-12 ", "2020-12", 20201201, 20201231),
    ],
)
def test_a_date_is_read_at_the_precision_it_has(text: str, iso: str, first: int, last: int) -> None:
    parsed = PartialDate.parse(text)
    assert (str(parsed), parsed.first_day, parsed.last_day) == (iso, first, last)
    assert PartialDate.parse(str(parsed)) == parsed


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "is not a date"),
        ("去年", "is not a date"),
        ("20", "is not a date"),
        ("2020-", "is not a date"),
        ("20200901", "is not a date"),
        ("2020-09-01T00:00", "is not a date"),
        ("2020-13", "has no month 13"),
        ("2020-00", "has no month 0"),
        ("2023-02-29", "has no day 29"),
        ("2020-09-31", "has no day 31"),
        ("2020-09-00", "has no day 0"),
        ("1799", "is not between 1800 and 2200"),
        ("2201", "is not between 1800 and 2200"),
    ],
)
def test_what_is_no_date_is_refused_with_the_reason(text: str, problem: str) -> None:
    with pytest.raises(ValueError, match=problem):
        PartialDate.parse(text)


def test_a_day_of_the_calendar_is_a_full_date() -> None:
    assert str(PartialDate.of(date(2025, 9, 1))) == "2025-09-01"


def test_every_day_lies_between_the_stand_ins_for_unknown() -> None:
    assert PartialDate.parse("1800").first_day > FIRST_DAY
    assert PartialDate.parse("2200").last_day < LAST_DAY
