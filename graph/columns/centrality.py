"""The network of a day, from columns: what `group_centrality.cypher` and `groups.cypher` give for it."""

from __future__ import annotations

import polars as pl

from graph.columns.days import holds, undated_code
from graph.columns.frames import Columns
from graph.model import TAKES_PART

_SCHOOL, _GROUP = TAKES_PART.index("School"), TAKES_PART.index("EducationGroup")


def network_of(columns: Columns, day: int | None) -> tuple[pl.DataFrame, pl.DataFrame]:
    """All ties that hold on a day, and all groups that are there then, with how many schools are members."""
    ids = columns.nodes.select("number", "id")
    links = (
        columns.ties.filter(holds(day))
        .select("type", "start", "end", undated=undated_code(day))
        .join(ids.rename({"number": "start", "id": "start_id"}), on="start", maintain_order="left")
        .join(ids.rename({"number": "end", "id": "end_id"}), on="end", maintain_order="left")
        .select("type", start="start_id", end="end_id", undated="undated")
    )
    schools = columns.nodes.filter(label=_SCHOOL).select(start="number")
    members = columns.members.filter(holds(day)).join(schools, on="start", how="semi")
    counted = members.group_by("end").agg(members=pl.col("start").n_unique())
    groups = (
        columns.nodes.filter(pl.col("label") == _GROUP, holds(day))
        .join(counted, left_on="number", right_on="end", how="left")
        .select("id", "name", "kind", members=pl.col("members").fill_null(0).cast(pl.Int64))
    )
    found_links, found_groups = pl.collect_all([links, groups])
    return found_links, found_groups
