"""Questions of all ties at once, from columns: `bridges`, `single_tie_schools`, `undated_links`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import polars as pl

from graph.bridging import fallen_parts
from graph.columns.days import SEEN, holds, undated_sums
from graph.columns.frames import Columns
from graph.model import TAKES_PART

_SCHOOL = TAKES_PART.index("School")
_PAIR = {"low": pl.min_horizontal("start", "end"), "high": pl.max_horizontal("start", "end")}
"""The two ends of a tie, whichever way round."""


def bridges(columns: Columns, given: Mapping[str, Any], most: int) -> list[dict[str, Any]]:
    """The first rows of the answer to `bridges`."""
    day = given["as_of"]
    ties = columns.ties.filter(holds(day)).with_columns(**_PAIR)
    pairs = ties.filter(pl.col("low") != pl.col("high")).select("low", "high").unique().sort("low", "high").collect()
    rows = (
        _largest_parts(columns, pairs, given["least"], most)
        .join(ties, on=["low", "high"])
        .sort("at", "key")
        .group_by("at", maintain_order=True)
        .agg(
            pl.col("held_id", "held", "holder_id", "holder", "schools_held").first(),
            types=pl.col("type"),
            keys=pl.col("key"),
            **undated_sums(day),
        )
        .select(
            "held_id", "held", "holder_id", "holder", "schools_held", "types", "keys", "undated_links",
            undated_seen=pl.struct(SEEN),
        )
    )  # fmt: skip
    return rows.collect().to_dicts()


def _largest_parts(columns: Columns, pairs: pl.DataFrame, least: int, most: int) -> pl.LazyFrame:
    """The parts that fall off without one pair, the largest first (`at`)."""
    nodes = columns.nodes.select("number", "id", "name", is_school=pl.col("label") == _SCHOOL).collect()
    order = nodes["id"].rank("ordinal").to_list()
    found = fallen_parts(pairs.iter_rows(), nodes["is_school"].to_list(), order)
    large = [part for part in found if part.schools >= least]
    schema = {"held_number": pl.UInt32, "holder_number": pl.UInt32, "schools_held": pl.Int64}
    ends = nodes.lazy().select("number", "id", "name")
    return (
        pl.LazyFrame(large, schema=schema, orient="row")
        .join(ends.rename({"number": "held_number", "id": "held_id", "name": "held"}), on="held_number")
        .join(ends.rename({"number": "holder_number", "id": "holder_id", "name": "holder"}), on="holder_number")
        .sort("schools_held", "held_id", "holder_id", descending=[True, False, False])
        .head(most)
        .with_row_index("at")
        .rename({"held_number": "start", "holder_number": "end"})
        .with_columns(**_PAIR)
        .drop("start", "end")
    )


def single_tie_schools(columns: Columns, given: Mapping[str, Any], most: int) -> list[dict[str, Any]]:
    """The first rows of `single_tie_schools`."""
    day = given["as_of"]
    ties = columns.ties.filter(holds(day))
    # A tie of a school to itself is met once.
    others = ties.filter(pl.col("start") != pl.col("end"))
    ends = pl.concat(
        [
            ties.rename({"start": "school", "end": "other"}),
            others.rename({"end": "school", "start": "other"}),
        ],
        how="diagonal",
    )
    schools = columns.nodes.filter(label=_SCHOOL).select(school="number", school_id="id", name="name")
    if given["region"] is not None:
        schools = schools.join(columns.inside(given["region"]), left_on="school", right_on="number", how="semi")
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


def undated_links(columns: Columns, _given: Mapping[str, Any], most: int) -> list[dict[str, Any]]:
    """The first rows of `undated_links`."""
    undated = pl.col("undated").sum().cast(pl.Int64)
    rows = columns.ties.group_by("type").agg(undated=undated, total=pl.len().cast(pl.Int64)).sort("type").head(most)
    return rows.collect().to_dicts()
