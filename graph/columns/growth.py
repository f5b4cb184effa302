"""Growth by year, from columns: what `growth_by_year.cypher` says."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import polars as pl

from graph.columns.days import holds
from graph.columns.frames import Columns


def growth_by_year(columns: Columns, given: Mapping[str, Any], most: int) -> list[dict[str, Any]]:
    """The first rows of `growth_by_year`."""
    years = range(given["first"], given["last"] + 1)[:most]
    ends = {year: pl.col("has_since") & holds(year * 10_000 + 1231) for year in years}
    without = pl.col("has_since").not_().sum().alias("without")
    links = [end.sum().alias(f"links {year}") for year, end in ends.items()]
    schools = [pl.col("start").filter(end).n_unique().alias(f"schools {year}") for year, end in ends.items()]
    members = columns.members.select(without, *links, *schools).collect().row(0, named=True)
    aids = columns.aids.select(without, *links).collect().row(0, named=True)
    return [
        {
            "year": year,
            "memberships": members[f"links {year}"],
            "schools_in_groups": members[f"schools {year}"],
            "aid_links": aids[f"links {year}"],
            "memberships_without_start": members["without"],
            "aid_links_without_start": aids["without"],
        }
        for year in years
    ]
