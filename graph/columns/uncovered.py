"""The schools that nothing covers, from columns: what `uncovered_schools.cypher` says."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import polars as pl

from graph.columns.coverage import denominator, with_ties
from graph.columns.frames import Columns


def uncovered_schools(columns: Columns, given: Mapping[str, Any], most: int) -> list[dict[str, Any]]:
    """The first rows of `uncovered_schools`."""
    found = denominator(columns, given, "students")
    if found is None:
        return []
    numbers = with_ties(columns, given, found.schools).filter(pl.col("ties") == 0).select("number", "students")
    near = columns.above.filter(pl.col("hops") <= 3, pl.col("above") == found.region["number"]).select("region")
    named = columns.nodes_of(numbers["number"]).select("number", "id", "name")
    places = (
        columns.located.filter(pl.col("number").is_in(numbers["number"].implode()))
        .join(near, on="region", how="semi")
        .join(columns.regions.select(region="number", place="id", place_name="name"), on="region")
        .group_by("number")
        .agg(region=pl.col("place").min(), region_name=pl.col("place_name").min())
    )
    rows = (
        numbers.lazy()
        .join(named, on="number")
        .join(places, on="number")
        .sort("region", "id")
        .head(most)
        .select(
            "id", "name", "region", "region_name", "students", universe=pl.lit(found.universe),
            universe_as_of=pl.lit(found.as_of, pl.String()),
        )
    )  # fmt: skip
    return rows.collect().to_dicts()
