"""What there is in each place, and ties from place to place, from columns: what graph/computed/place_sums.py reads."""

from __future__ import annotations

import polars as pl

from graph.columns.days import holds, undated_code
from graph.columns.frames import Columns
from graph.model import TAKES_PART

_REGION = TAKES_PART.index("Region")


def counted_in_places(columns: Columns, day: int | None) -> pl.DataFrame:
    """How many `things` of a `label` there are on a day in each `place` itself; the place is "" for any at all."""
    things = columns.nodes.filter(pl.col("label") != _REGION, holds(day)).select("number", "label")
    located = columns.located.join(things, on="number").join(_ids(columns), on="region")
    found = pl.concat(
        [
            located.group_by("place", "label").agg(things=pl.len()),
            things.group_by("label").agg(things=pl.len()).select(place=pl.lit(""), label="label", things="things"),
        ]
    )
    return found.with_columns(_label("label")).sort("place", "label").collect()


def tied_between_places(columns: Columns, day: int | None, nowhere: str) -> pl.DataFrame:
    """Ties that hold on a day, summed up by `type`, place where they `start` and `end`, and where they were observed.

    The place of what lies in no region is `nowhere` with its label."""
    regions = columns.regions.select("number", region="number")
    lying = pl.concat([columns.located.select("number", "region"), regions]).join(_ids(columns), on="region")
    lost = columns.nodes.join(lying, on="number", how="anti").with_columns(_label("label"))
    places = pl.concat(
        [
            lying.select("number", "place"),
            lost.select("number", place=pl.concat_str(pl.lit(nowhere), "label")),
        ]
    )
    ties = columns.ties.filter(holds(day)).select("type", "start", "end", "teachers_sent", undated=undated_code(day))
    return (
        ties.join(places.rename({"number": "start", "place": "from"}), on="start")
        .join(places.rename({"number": "end", "place": "to"}), on="end")
        .group_by("type", pl.col("from").alias("start"), pl.col("to").alias("end"), "undated")
        .agg(
            links=pl.len(),
            teachers_sent=pl.col("teachers_sent").sum(),
            links_with_teachers=pl.col("teachers_sent").count(),
        )
        .sort("type", "start", "end", "undated", nulls_last=True)
        .collect()
    )


def _ids(columns: Columns) -> pl.LazyFrame:
    return columns.regions.select(region="number", place="id")


def _label(column: str) -> pl.Expr:
    return pl.col(column).replace_strict(dict(enumerate(TAKES_PART)), return_dtype=pl.String()).alias(column)
