"""Coverage of urban and rural schools, from columns: what `setting_coverage.cypher` says."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import polars as pl

from graph.columns.coverage import counted_schools, schools_in, with_ties
from graph.columns.days import SEEN, UNDATED_SUMS
from graph.columns.frames import Columns
from graph.columns.shares import censuses_of, in_register, of_what, sources_of


def setting_coverage(columns: Columns, given: Mapping[str, Any], most: int) -> list[dict[str, Any]]:
    """The first rows of `setting_coverage`."""
    asked = {**given, "stage": None, "weight": "schools"}
    region = columns.regions.filter(id=given["region"] or "").collect()
    censuses = censuses_of(columns, region["number"], asked)
    if not censuses and given["universe"] == "register":
        return []
    only = None if given["region"] is None else schools_in(columns, region)
    every = counted_schools(columns, asked, "setting", "sources", "datasets", only=only)
    schools = with_ties(columns, asked, every, own=True).lazy().filter("is_counted").with_columns(counts=pl.lit(True))
    if (listed := in_register(columns, censuses)) is not None:
        counts = listed.lazy().select("datasets", counts="listed")
        schools = schools.drop("counts").join(counts, on="datasets", how="left")
    counted = schools.group_by(setting=pl.col("setting").fill_null("unknown")).agg(
        numerator=(pl.col("counts") & (pl.col("ties") > 0)).sum(),
        denominator=pl.col("counts").sum(),
        schools_beside=pl.col("counts").not_().sum(),
        sources=pl.col("sources").unique().sort(),
        **{name: pl.col(name).filter("counts").sum() for name in UNDATED_SUMS},
    )
    rows = counted.filter(pl.col("denominator") > 0).sort("setting").head(most).collect()
    cited = sources_of(columns, rows["sources"].to_list())
    census = next(iter(censuses.values()), None)
    universe, as_of = ("register", census["as_of"]) if census else ("known", None)
    return [
        {
            "setting": row["setting"],
            "numerator": row["numerator"],
            "denominator": row["denominator"],
            "share": row["numerator"] / row["denominator"],
            **of_what(universe, row["denominator"], "schools", as_of),
            "universe": universe,
            "universe_as_of": as_of,
            "source_ids": census["source_ids"] if census else cited[tuple(row["sources"])],
            "schools_beside": row["schools_beside"],
            "undated_links": row["undated_links"],
            "undated_seen": {name: row[name] for name in SEEN},
        }
        for row in rows.iter_rows(named=True)
    ]
