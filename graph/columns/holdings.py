"""What the graph holds, from columns: what `holdings.cypher` says."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import polars as pl

from graph.columns.frames import Columns
from graph.model import TAKES_PART

BEYOND = "ids beyond the basic plane"
"""Counted among the `others`: engines order such ids otherwise than polars does."""


def holdings(columns: Columns, _given: Mapping[str, Any], most: int) -> list[dict[str, Any]]:
    """The first rows of `holdings`."""
    labels, ties, others = pl.collect_all(
        [
            columns.nodes.group_by("label").agg(number=pl.len()),
            columns.ties.group_by("type").agg(number=pl.len()),
            columns.others.filter(pl.col("what") != BEYOND),
        ]
    )
    numbers = {TAKES_PART[label]: number for label, number in labels.iter_rows()}
    numbers |= dict(ties.iter_rows()) | dict(others.iter_rows())
    return [{"what": what, "number": number} for what, number in sorted(numbers.items())][:most]
