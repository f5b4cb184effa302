"""Aid between regions, from columns: what `aid_flows.cypher` and `giving_and_receiving.cypher` say."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import polars as pl

from graph.columns.days import SEEN, UNDATED_SUMS, holds, undated_sums
from graph.columns.frames import Columns


def aid_flows(columns: Columns, given: Mapping[str, Any], most: int) -> list[dict[str, Any]]:
    """The first rows of `aid_flows`."""
    ends = _at_level(columns, given["level"])
    aids = columns.aids.filter(holds(given["as_of"]))
    between = (
        aids.join(ends.rename({"number": "start", "region": "from"}), on="start", maintain_order="left")
        .join(ends.rename({"number": "end", "region": "to"}), on="end", maintain_order="left")
        .collect()
    )
    largest = between.group_by("from", "to").agg(links=pl.len())
    # Numbers of regions are in the order of their ids.
    largest = largest.sort("links", "from", "to", descending=[True, False, False]).head(most)
    names = columns.regions.select("number", "id", "name").collect()
    flows = (
        largest.join(between, on=["from", "to"], maintain_order="left_right")
        .group_by("from", "to", maintain_order=True)
        .agg(
            pl.col("links").first(),
            teachers_sent=pl.col("teachers_sent").sum(),
            links_with_teachers=pl.col("teachers_sent").count(),
            forms=pl.col("form").drop_nulls().unique(maintain_order=True),
            sources=pl.col("sources").unique(maintain_order=True),
            **undated_sums(given["as_of"]),
        )
        .join(names.rename({"number": "from", "id": "from_id", "name": "from_name"}), on="from", maintain_order="left")
        .join(names.rename({"number": "to", "id": "to_id", "name": "to_name"}), on="to", maintain_order="left")
        .select(
            "from_id", "from_name", "to_id", "to_name", "links", "teachers_sent", "links_with_teachers", "forms",
            "undated_links", "sources", undated_seen=pl.struct(SEEN),
        )
    )  # fmt: skip
    lists = dict(columns.lists.collect().iter_rows())
    rows = flows.to_dicts()
    for row in rows:
        cited = [source for number in row.pop("sources") for source in lists[number]]
        row["source_ids"] = [*dict.fromkeys(cited)]
    return rows


def giving_and_receiving(columns: Columns, given: Mapping[str, Any], most: int) -> list[dict[str, Any]]:
    """The first rows of `giving_and_receiving`."""
    day = given["as_of"]
    ends = _at_level(columns, given["level"]).collect()
    counted = {
        part: _outside(columns, ends, day, own, other).group_by("region").agg(links=pl.len(), **undated_sums(day))
        for part, (own, other) in {"given": ("start", "end"), "received": ("end", "start")}.items()
    }
    open_schools = columns.schools.filter(holds(day)).select("number")
    schools = ends.lazy().join(open_schools, on="number", how="semi").group_by("region").agg(schools_known=pl.len())
    found = columns.regions.filter(level=given["level"]).rename({"number": "region"})
    sums = ("links", *UNDATED_SUMS)
    for part, links in counted.items():
        found = found.join(links.rename({name: f"{part}_{name}" for name in sums}), on="region", how="left")
    found = (
        found.join(schools, on="region", how="left")
        .filter(pl.any_horizontal(pl.col("given_links", "received_links", "schools_known").is_not_null()))
        .with_columns(pl.col("schools_known", *(f"{part}_{name}" for part in counted for name in sums)).fill_null(0))
        .with_columns(pl.col(f"given_{name}").add(pl.col(f"received_{name}")).alias(name) for name in sums)
        .sort("region")
        .head(most)
    )
    gives, receives = pl.col("given_links") > 0, pl.col("received_links") > 0
    role = (
        pl.when(gives & receives).then(pl.lit("both"))
        .when(gives).then(pl.lit("gives"))
        .when(receives).then(pl.lit("receives"))
        .otherwise(pl.lit("neither"))
    )  # fmt: skip
    rows = found.select(
        "id", "name", given="given_links", received="received_links", role=role, schools_known="schools_known",
        undated_links="undated_links", undated_seen=pl.struct(SEEN),
    )  # fmt: skip
    return rows.collect().to_dicts()


def _at_level(columns: Columns, level: str) -> pl.LazyFrame:
    """Each `number` with the regions of a level that it lies in, or is."""
    regions = columns.regions.filter(level=level).select(region="number")
    within = columns.within.join(regions, on="region", how="semi").select("number", "region")
    themselves = columns.above.select(number="region", region="above").join(regions, on="region", how="semi")
    return pl.concat([within, themselves])


def _outside(columns: Columns, ends: pl.DataFrame, day: int | None, own: str, other: str) -> pl.LazyFrame:
    """Aid links with an end in a `region` whose other end is not in it, nor in or known only by a region above it."""
    aids = columns.aids.filter(holds(day)).with_row_index("link")
    leaving = aids.join(ends.lazy().rename({"number": own}), on=own)
    leaving = leaving.join(ends.lazy().rename({"number": other}), on=[other, "region"], how="anti")
    themselves = columns.regions.select("number", region="number")
    places = pl.concat([columns.located.select("number", "region"), themselves]).rename(
        {"number": other, "region": "above"}
    )
    over = columns.above.filter(pl.col("hops").is_between(1, 3)).select("region", "above")
    may_be_within = (
        leaving.select("link", "region", other).join(places, on=other).join(over, on=["region", "above"], how="semi")
    )
    return leaving.join(may_be_within.select("link", "region").unique(), on=["link", "region"], how="anti")
