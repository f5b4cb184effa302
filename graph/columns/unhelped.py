"""Regions that nobody helps, from columns: what `unhelped_regions.cypher` says."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import polars as pl

from graph.columns.days import SEEN, UNDATED_SUMS, holds, undated_sums
from graph.columns.frames import Columns
from graph.model import TAKES_PART

_SCHOOL = TAKES_PART.index("School")


def unhelped_regions(columns: Columns, given: Mapping[str, Any], most: int) -> list[dict[str, Any]]:
    """The first rows of `unhelped_regions`."""
    day = given["as_of"]
    asked = columns.regions.filter(level=given["level"])
    if given["region"] is not None:
        top = columns.regions.filter(id=given["region"]).select(above="number")
        asked = asked.join(
            columns.above.join(top, on="above", how="semi"), left_on="number", right_on="region", how="semi"
        )
    lies = _lies(columns)
    aids = columns.aids.filter(holds(day))
    outside = (
        aids.join(lies.rename({"number": "end"}), on="end")
        .join(lies.rename({"number": "start"}), on=["start", "region"], how="anti")
        .select("region")
        .unique()
    )
    left = asked.join(outside, left_on="number", right_on="region", how="anti").sort("number").head(most)
    regions = left.select(region="number", id="id", name="name").collect().lazy()
    named = columns.nodes.select("number", "id", "name")
    parents = (
        columns.above.filter(pl.col("hops") == 1)
        .join(named, left_on="above", right_on="number")
        .group_by("region")
        .agg(parent=pl.col("id").min(), parent_name=pl.col("name").min())
    )
    above = (
        regions.select("region")
        .join(columns.above.filter(pl.col("hops") > 0).select("region", "above"), on="region")
        .join(aids, left_on="above", right_on="end")
        .join(lies.rename({"number": "start", "region": "above"}), on=["start", "above"], how="anti")
        .join(named.rename({"number": "above", "id": "above_id", "name": "above_name"}), on="above")
        .join(named.rename({"number": "start", "id": "helper_id", "name": "helper_name"}), on="start")
        .sort("above_id", "helper_id")
        .group_by("region")
        .agg(
            helped_above=pl.col("above_name").unique(maintain_order=True),
            helpers_above=pl.col("helper_name").unique(maintain_order=True),
            **undated_sums(day),
        )
    )
    pairings = columns.pairings.filter(holds(day))
    # One of a thing with itself is met once.
    others = pairings.filter(pl.col("start") != pl.col("end"))
    paired = (
        pl.concat([pairings.select(number="start"), others.select(number="end")])
        .join(lies, on="number")
        .group_by("region")
        .agg(pairings=pl.len())
    )
    schools = columns.nodes.filter(pl.col("label") == _SCHOOL, holds(day)).select("number")
    known = lies.join(schools, on="number", how="semi").group_by("region").agg(schools_known=pl.len())
    rows = (
        regions.join(parents, on="region", how="left")
        .join(above, on="region", how="left")
        .join(paired, on="region", how="left")
        .join(known, on="region", how="left")
        .with_columns(pl.col("pairings", "schools_known", *UNDATED_SUMS).fill_null(0))
        .with_columns(pl.col("helped_above", "helpers_above").fill_null([]))
        .sort("id")
        .select(
            "id", "name", "parent", "parent_name", "pairings", "helped_above", "helpers_above", "schools_known",
            "undated_links", undated_seen=pl.struct(SEEN),
        )
    )  # fmt: skip
    return rows.collect().to_dicts()


def _lies(columns: Columns) -> pl.LazyFrame:
    """Everything (`number`) with each `region` that it is or lies in within four hops, once for each way there."""
    near = columns.above.filter(pl.col("hops") <= 3).select("region", "above")
    things = columns.located.join(near, on="region").select("number", region="above")
    return pl.concat([things, columns.above.select(number="region", region="above")])
