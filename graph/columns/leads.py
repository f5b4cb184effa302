"""Lead schools by reach, from columns: what `leads_by_reach.cypher` says."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import polars as pl

from graph.columns.days import SEEN, UNDATED_SUMS, holds, seen, undated_sums
from graph.columns.frames import Columns


def leads_by_reach(columns: Columns, given: Mapping[str, Any], most: int) -> list[dict[str, Any]]:
    """The first rows of `leads_by_reach`."""
    day = given["as_of"]
    schools = columns.schools.select("students", "county").collect()
    is_school = pl.col("number") < schools.height
    leads = columns.leads.filter(holds(day)).rename({"start": "number", "end": "group"}).filter(is_school).collect()
    by_lead = leads.group_by("number").agg(groups=pl.col("group").n_unique(), **undated_sums(day))
    reached = _reached(columns, leads, day).rename({"start": "lead", "end": "number"}).filter(is_school).collect()
    undated = reached.group_by("lead").agg(pl.col(name).sum() for name in UNDATED_SUMS)
    # A school may come up in both ways.
    touched = reached.select("lead", "number").unique()
    of_schools = (
        touched.hstack(schools[touched["number"]])
        .lazy()
        .group_by("lead")
        .agg(
            schools=pl.len(),
            counties=pl.col("county").drop_nulls().n_unique(),
            students=pl.col("students").sum(),
            schools_with_students=pl.col("students").count(),
        )
    )
    found = (
        by_lead.lazy()
        .join(of_schools, left_on="number", right_on="lead", how="left")
        .join(undated.lazy(), left_on="number", right_on="lead", how="left", suffix="_of_ties")
        .with_columns(pl.col("schools", "counties", "students", "schools_with_students").fill_null(0))
        .with_columns(pl.col(name) + pl.col(f"{name}_of_ties").fill_null(0) for name in UNDATED_SUMS)
        .sort("schools", "counties", "number", descending=[True, True, False])
        .head(most)
        .join(columns.nodes.select("number", school_id="id", name="name"), on="number", maintain_order="left")
        .select(
            "school_id", "name", "groups", "schools", "counties", "students", "schools_with_students", "undated_links",
            undated_seen=pl.struct(SEEN),
        )
    )  # fmt: skip
    return found.collect().to_dicts()


def _reached(columns: Columns, leads: pl.DataFrame, day: int | None) -> pl.LazyFrame:
    """The ties by which a lead (`start`) touches others (`end`), each once."""
    of = ["start", "end", *UNDATED_SUMS]
    told = {"undated_links": pl.col("undated"), **seen(day)}
    members, *others = (
        frame.filter(holds(day)).select("start", "end", **{name: sum_.cast(pl.UInt32) for name, sum_ in told.items()})
        for frame in (columns.members, columns.aids, columns.manages)
    )
    groups = leads.lazy().select(lead="number", end="group").unique()
    members = members.join(groups, on="end").filter(pl.col("start") != pl.col("lead"))
    members = members.drop("end").rename({"start": "end", "lead": "start"}).select(of)
    who = leads.lazy().select("number").unique()
    return pl.concat([members, *(frame.join(who, left_on="start", right_on="number", how="semi") for frame in others)])
