"""What the marks of statements say of days, as expressions: `@holds`, `@undated`."""

from __future__ import annotations

import polars as pl

SEEN = ("before", "within", "after")
UNDATED_SUMS = ("undated_links", *SEEN)
"""What is summed up of undated links: how many there are, and how many were observed when."""


def holds(day: int | None) -> pl.Expr:
    """Whether a row holds on a day, `@holds(x)`; without a day it does."""
    return pl.lit(True) if day is None else (pl.col("since_day") <= day) & (pl.col("until_day") >= day)


def seen(day: int | pl.Expr | None) -> dict[str, pl.Expr]:
    """Whether a row is an undated link that was observed before, within or after a day: what `@undated` finds of it.

    The day may be a column."""
    if day is None:
        return dict.fromkeys(SEEN, pl.lit(False))
    first, last = pl.col("observed_first_day"), pl.col("observed_last_day")
    before = pl.col("undated") & (last < day).fill_null(False)
    later = pl.col("undated") & before.not_()
    return {
        "before": before,
        "within": later & (first <= day).fill_null(False),
        "after": later & (first > day).fill_null(False),
    }


def undated_sums(day: int | None) -> dict[str, pl.Expr]:
    """How many links are undated, and how many of these were seen when: `@undated_links`."""
    return {"undated_links": pl.col("undated").sum(), **{name: found.sum() for name, found in seen(day).items()}}


def undated_code(day: int | None) -> pl.Expr:
    """Where an undated link was observed, seen from a day; null for a dated one: `@undated(x)`."""
    when = pl.lit("never")
    for name, found in seen(day).items():
        when = pl.when(found).then(pl.lit(name)).otherwise(when)
    return pl.when(pl.col("undated")).then(when)
