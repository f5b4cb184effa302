"""censuses → Census nodes and ABOUT links: which of a dataset's lists of schools are whole."""

from __future__ import annotations

from dataclasses import replace

import polars as pl

from graph.model import CENSUS
from loaders.columns import EVIDENCE_COLUMNS, REGION_PLACE, column
from loaders.names import digest
from loaders.planner import Planner
from loaders.tables.declare import InputTable


def _plan(planner: Planner, rows: pl.DataFrame) -> None:
    """A census for each region that a row names, with what else it says as its identity."""
    rows = planner.region_of(rows)
    said = rows.select("region.id", pl.col("stages").list.join(";"), "as_of", "source_ids").iter_rows()
    ids = [f"census-{digest(*map(str, values), *sorted(set(sources)), length=12)}" for *values, sources in said]
    rows = rows.with_columns(
        pl.Series("own.id", ids, dtype=pl.String()),
        pl.lit("Census").alias("own.label"),
        pl.lit("Region").alias("region.label"),
    )
    planner.facts.nodes(rows, "Census")
    planner.facts.links(rows, "ABOUT", "own", "region")


CENSUSES = InputTable(
    "censuses",
    ("完整名录",),
    "What the dataset's schools are all of: a source says that a region has no others, of some stages, on a day. "
    "`complete` in datapackage.json or in a mapping says the same.",
    (
        replace(REGION_PLACE, required=True),
        column(CENSUS, "stages", "学段"),
        column(CENSUS, "as_of", "截至", "统计日期", required=True),
        *EVIDENCE_COLUMNS,
    ),
    tells=("Census", "ABOUT"),
    plan=_plan,
)
