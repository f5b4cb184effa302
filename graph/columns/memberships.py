"""Memberships summed up, from columns: schools in several groups, groups across counties, groups by kind."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import polars as pl

from graph.columns.days import SEEN, UNDATED_SUMS, holds, seen, undated_sums
from graph.columns.frames import Columns
from graph.model import TAKES_PART

_GROUP = TAKES_PART.index("EducationGroup")


def schools_in_several_groups(columns: Columns, given: Mapping[str, Any], most: int) -> list[dict[str, Any]]:
    """The first rows of `schools_in_several_groups`."""
    pairs = _pairs(columns, given)
    if given["region"] is not None:
        pairs = pairs.join(columns.inside(given["region"]), left_on="school", right_on="number", how="semi")
    found = (
        # Numbers are in the order of ids.
        pairs.sort("group")
        .group_by("school")
        .agg(pl.col("group"), pl.col(*UNDATED_SUMS).sum(), groups=pl.len().cast(pl.Int64))
        .filter(pl.col("groups") > 1)
        .sort("groups", "school", descending=[True, False])
        .head(most)
        .collect()
    )
    named = _named(columns, found["school"], found["group"].explode())
    return [
        {
            "school_id": named[row["school"]][0],
            "name": named[row["school"]][1],
            "groups": row["groups"],
            "group_ids": [named[group][0] for group in row["group"]],
            "group_names": [named[group][1] for group in row["group"]],
            **_undated(row),
        }
        for row in found.to_dicts()
    ]


def groups_across_counties(columns: Columns, given: Mapping[str, Any], most: int) -> list[dict[str, Any]]:
    """The first rows of `groups_across_counties`."""
    counties = columns.schools.select("county", school="number")
    county = pl.col("county")
    found = (
        _pairs(columns, given)
        .join(counties, on="school")
        .group_by("group")
        .agg(
            county.unique().drop_nulls().sort(),
            pl.col(*UNDATED_SUMS).sum(),
            members=pl.len().cast(pl.Int64),
            members_without_county=county.is_null().sum().cast(pl.Int64),
        )
        .with_columns(counties=county.list.len().cast(pl.Int64))
        .filter(pl.col("counties") > 1)
        .sort("counties", "members", "group", descending=[True, True, False])
        .head(most)
        .collect()
    )
    named = _named(columns, found["group"], found["county"].explode())
    return [
        {
            "group_id": named[row["group"]][0],
            "name": named[row["group"]][1],
            "kind": named[row["group"]][2],
            "counties": row["counties"],
            "county_ids": [named[one][0] for one in row["county"]],
            "county_names": [*dict.fromkeys(named[one][1] for one in row["county"])],
            "members": row["members"],
            "members_without_county": row["members_without_county"],
            **_undated(row),
        }
        for row in found.to_dicts()
    ]


def groups_by_kind(columns: Columns, given: Mapping[str, Any], most: int) -> list[dict[str, Any]]:
    """The first rows of `groups_by_kind`."""
    groups = columns.nodes.filter(pl.col("label") == _GROUP, holds(given["as_of"])).select("kind", end="number")
    told = {"is_lead": pl.col("role") == "lead", "undated_links": pl.col("undated"), **seen(given["as_of"])}
    members = columns.members.filter(holds(given["as_of"])).select("end", "start", **told)
    found = (
        groups.join(members, on="end", how="left")
        .group_by("kind")
        .agg(
            groups=pl.col("end").n_unique(),
            memberships=pl.col("start").count(),
            schools=pl.col("start").drop_nulls().n_unique(),
            led=pl.col("end").filter(pl.col("is_lead").fill_null(False)).n_unique(),
            **{name: pl.col(name).sum() for name in UNDATED_SUMS},
        )
        .sort("kind", nulls_last=True)
        .head(most)
        .select(
            "kind", pl.col("groups", "memberships", "schools", "led").cast(pl.Int64), "undated_links",
            undated_seen=pl.struct(SEEN),
        )
    )  # fmt: skip
    return found.collect().to_dicts()


def _pairs(columns: Columns, given: Mapping[str, Any]) -> pl.LazyFrame:
    """Each `school` with each `group` that it is in on the day."""
    members = columns.members.filter(holds(given["as_of"]))
    return members.group_by(school="start", group="end").agg(**undated_sums(given["as_of"]))


def _named(columns: Columns, *numbers: pl.Series) -> dict[int, tuple[str, str, str | None]]:
    """Id, name and kind of what has these numbers."""
    wanted = pl.concat([each.cast(pl.UInt32) for each in numbers]).unique()
    nodes = columns.nodes.filter(pl.col("number").is_in(wanted.implode())).select("number", "id", "name", "kind")
    return {number: (id_, name, kind) for number, id_, name, kind in nodes.collect().iter_rows()}


def _undated(row: Mapping[str, Any]) -> dict[str, Any]:
    return {"undated_links": row["undated_links"], "undated_seen": {when: row[when] for when in SEEN}}
