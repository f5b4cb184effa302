"""Undated links behind an answer: how many, and where those that were observed were, seen from the answer's day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

_SEEN = "undated_seen"
"""Column beside `undated_links` in a statement's rows: how many were observed before, within and after its day, or for
a row of one link which of these it is. It goes into the receipt and is no column of the answer."""


@dataclass(frozen=True, slots=True)
class Undated:
    """How many links have no dates, and how many of them were observed before, within or after a day.

    A year in which a link was observed counts as all its days, and so does what lies between two observations: a link
    is `within` where the day is not before the first of them nor after the last."""

    links: int = 0
    before: int = 0
    within: int = 0
    after: int = 0

    @classmethod
    def of(cls, codes: Iterable[str | None]) -> Undated:
        """Counts of what `@undated` found of links; null is a link with a date."""
        counts = Counter(code for code in codes if code is not None)
        return cls(counts.total(), counts["before"], counts["within"], counts["after"])

    @property
    def observed(self) -> dict[str, int]:
        """How many rest on an observation, by where it lies."""
        return {"before": self.before, "within": self.within, "after": self.after}


def take_undated(rows: Iterable[dict[str, Any]]) -> Undated:
    """The sum over rows, from which it takes the column that is no part of an answer."""
    links = 0
    seen: Counter[str] = Counter()
    for row in rows:
        links += row.get("undated_links") or 0
        found = row.pop(_SEEN, None)
        if isinstance(found, Mapping):
            seen.update(found)
        elif found is not None:
            seen[found] += 1
    return Undated(links, seen["before"], seen["within"], seen["after"])
