"""Dates as precise as the source gave them: a year, a month or a day.

Reports say "2020" or "2020年9月" more often than a day. The text keeps its precision; two day integers
(YYYYMMDD) let one comparison serve every as-of query."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date

FIRST_DAY = 0
LAST_DAY = 99_999_999
"""Stand-ins for "unknown" in as-of comparisons: an unknown start is before, an unknown end after every day."""

_ISO = re.compile(r"(\d{4})(?:[-/.年](\d{1,2})(?:[-/.月](\d{1,2})日?|月)?|年)?")


@dataclass(frozen=True, slots=True, order=True)
class PartialDate:
    """A year, a month of a year, or a day. `str()` gives the ISO form at the same precision."""

    year: int
    month: int | None = None
    day: int | None = None

    @classmethod
    def parse(cls, text: str) -> PartialDate:
        """Read "2020", "2020-09", "2020-09-01", with `/`, `.` or 年月日 as separators too.

        Raises ValueError with what is wrong; the caller names the place."""
        match = _ISO.fullmatch(text.strip())
        if match is None:
            raise ValueError(f"{text!r} is not a date like 2020, 2020-09 or 2020-09-01")
        year, month, day = (int(part) if part else None for part in match.groups())
        assert year is not None
        if not 1800 <= year <= 2200:
            raise ValueError(f"the year {year} is not between 1800 and 2200")
        if month is not None and not 1 <= month <= 12:
            raise ValueError(f"{text!r} has no month {month}")
        if day is not None and month is not None and not 1 <= day <= calendar.monthrange(year, month)[1]:
            raise ValueError(f"{text!r} has no day {day}")
        return cls(year, month, day)

    @classmethod
    def of(cls, day: date) -> PartialDate:
        """The same day as a full date."""
        return cls(day.year, day.month, day.day)

    @property
    def first_day(self) -> int:
        """First day that the date may mean, as YYYYMMDD."""
        return self.year * 10_000 + (self.month or 1) * 100 + (self.day or 1)

    @property
    def last_day(self) -> int:
        """Last day that the date may mean, as YYYYMMDD."""
        month = self.month or 12
        return self.year * 10_000 + month * 100 + (self.day or calendar.monthrange(self.year, month)[1])

    def __str__(self) -> str:
        parts = [f"{self.year:04d}"]
        parts += [f"{part:02d}" for part in (self.month, self.day) if part is not None]
        return "-".join(parts)
