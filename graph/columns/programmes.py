"""The list of named programmes, from columns: what `programmes.cypher` says."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import polars as pl

from graph.columns.days import SEEN, UNDATED_SUMS, holds, undated_sums
from graph.columns.frames import Columns


def programmes(columns: Columns, given: Mapping[str, Any], most: int) -> list[dict[str, Any]]:
    """The first rows of `programmes`."""
    named = columns.programmes.filter(pl.col("id") > (given["after"] or "")).head(most).collect()
    is_aid = pl.col("type") == "AIDS"
    ties = (
        columns.in_programmes.filter(holds(given["as_of"]), pl.col("programme").is_in(named["name"].implode()))
        .group_by("programme")
        .agg(
            aid_links=is_aid.sum(),
            pairings=is_aid.not_().sum(),
            since=pl.col("since").min(),
            helpers=pl.col("start_name").filter(is_aid).unique(maintain_order=True),
            helped=pl.col("end_name").filter(is_aid).unique(maintain_order=True),
            paired=pl.format("{}—{}", "start_name", "end_name").filter(~is_aid).unique(maintain_order=True),
            **undated_sums(given["as_of"]),
        )
    )
    rows = (
        named.lazy()
        .join(ties, left_on="name", right_on="programme", how="left", maintain_order="left")
        .with_columns(
            pl.col("aid_links", "pairings", *UNDATED_SUMS).fill_null(0),
            pl.col("helpers", "helped", "paired").fill_null([]),
        )
        .select(
            "id", "name", "aid_links", "pairings", "since", "helpers", "helped", "paired", "undated_links",
            undated_seen=pl.struct(SEEN),
        )
    )  # fmt: skip
    return rows.collect().to_dicts()
