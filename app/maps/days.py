"""The days on which a map from far away can be seen: those on which something changes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from graph.answers import Library
from graph.statement import shipped_statement

_MOST = 80
_FORM = "%Y%m%d"


def days_of_change(library: Library, ties: Sequence[str], today: int) -> list[int]:
    """Days (YYYYMMDD) on which ties of some types begin or are over, and today; of very many, the first of each year.

    Raises a StoreError."""
    rows = library.store.read_all(shipped_statement("lookup", "days"), {"ties": list(ties)})
    days = {today, *(row["first"] for row in rows if row["first"])}
    days |= {_after(row["last"]) for row in rows if row["last"] and row["last"] < 99_991_231}
    if len(days) > _MOST:
        days = {today, *(day // 10_000 * 10_000 + 101 for day in days)}
    return sorted(days)


def _after(day: int) -> int:
    return int((datetime.strptime(str(day), _FORM) + timedelta(days=1)).strftime(_FORM))
