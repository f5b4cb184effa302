"""Questions of all ties at once, from columns: what `bridges.cypher` and `single_tie_schools.cypher` say."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import polars as pl

from graph.bridging import parts
from graph.columns.days import SEEN, holds, undated_sums
from graph.columns.frames import LINKS, Columns
from graph.model import TAKES_PART

_DATES = ("undated", "observed_first_day", "observed_last_day")
_SCHOOL = TAKES_PART.index("School")


def bridges(columns: Columns, given: Mapping[str, Any], most: int) -> list[dict[str, Any]]:
    """The first rows of the answer to `bridges`."""
    day = given["as_of"]
    low, high = pl.min_horizontal("start", "end"), pl.max_horizontal("start", "end")
    ties = _ties(columns, day).with_columns(low=low, high=high)
    pairs = ties.filter(pl.col("low") != pl.col("high")).select("low", "high").unique().sort("low", "high").collect()
    nodes = columns.nodes.select("number", "id", "name", is_school=pl.col("label") == _SCHOOL).collect()
    order = nodes["id"].rank("ordinal").to_list()
    found = pl.DataFrame(
        [
            part
            for part in parts(pairs.iter_rows(), nodes["is_school"].to_list(), order)
            if part.schools >= given["least"]
        ],
        schema={"held": pl.UInt32, "holder": pl.UInt32, "schools_held": pl.Int64},
        orient="row",
    )
    named = nodes.select("number", "id", "name")
    first = (
        found.join(named.rename({"number": "held", "id": "held_id", "name": "held_name"}), on="held")
        .join(named.rename({"number": "holder", "id": "holder_id", "name": "holder_name"}), on="holder")
        .sort("schools_held", "held_id", "holder_id", descending=[True, False, False])
        .head(most)
        .with_columns(low=pl.min_horizontal("held", "holder"), high=pl.max_horizontal("held", "holder"))
        .with_row_index("at")
    )
    rows = (
        first.lazy()
        .join(ties, on=["low", "high"])
        .sort("at", "key")
        .group_by("at", maintain_order=True)
        .agg(
            pl.col("held_id", "held_name", "holder_id", "holder_name", "schools_held").first(),
            types=pl.col("type"),
            keys=pl.col("key"),
            **undated_sums(day),
        )
        .select(
            "held_id", "holder_id", "schools_held", "types", "keys", "undated_links", held=pl.col("held_name"),
            holder=pl.col("holder_name"), undated_seen=pl.struct(SEEN),
        )
        .select(
            "held_id", "held", "holder_id", "holder", "schools_held", "types", "keys", "undated_links", "undated_seen"
        )
    )  # fmt: skip
    return rows.collect().to_dicts()


def single_tie_schools(columns: Columns, given: Mapping[str, Any], most: int) -> list[dict[str, Any]]:
    """The first rows of `single_tie_schools`."""
    day = given["as_of"]
    ties = _ties(columns, day)
    ends = pl.concat(
        [
            ties.rename({"start": "school", "end": "other"}),
            # A tie of a school to itself is met once.
            ties.filter(pl.col("start") != pl.col("end"))
            .rename({"end": "school", "start": "other"})
            .select("school", "other", *ties.collect_schema().names()[2:]),
        ]
    )
    schools = columns.nodes.filter(label=_SCHOOL).select(school="number", school_id="id", name="name")
    if given["region"] is not None:
        top = columns.regions.filter(id=given["region"]).select(region="number")
        schools = schools.join(
            columns.within.join(top, on="region", how="semi"), left_on="school", right_on="number", how="semi"
        )
    rows = (
        ends.join(schools.select("school"), on="school", how="semi")
        .sort("school", "key")
        .group_by("school", maintain_order=True)
        .agg(
            others=pl.col("other").n_unique(),
            other=pl.col("other").first(),
            types=pl.col("type"),
            keys=pl.col("key"),
            **undated_sums(day),
        )
        .filter(pl.col("others") == 1)
        .head(most)
        .join(schools, on="school", maintain_order="left")
        .join(
            columns.nodes.select(other="number", other_id="id", other_name="name"), on="other", maintain_order="left"
        )
        .select(
            "school_id", "name", "other_id", "other_name", "types", "keys", "undated_links",
            undated_seen=pl.struct(SEEN),
        )
    )  # fmt: skip
    return rows.collect().to_dicts()


def _ties(columns: Columns, day: int | None) -> pl.LazyFrame:
    """All ties that hold on a day: their ends, type, key and dates."""
    frames: dict[str, pl.LazyFrame] = {type_: getattr(columns, name) for type_, name in LINKS.items()}
    return pl.concat(
        frame.filter(holds(day)).select("start", "end", "key", *_DATES, type=pl.lit(type_))
        for type_, frame in frames.items()
    )
