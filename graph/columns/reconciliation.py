"""Reported against observed, from columns: what `reconciliation.cypher` says, each figure on its own day."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any

import polars as pl

from graph.columns.days import SEEN, UNDATED_SUMS, seen
from graph.columns.frames import Columns

_KINDS = {"groups_total": "group", "alliances_total": "alliance", "communities_total": "community"}
_ROLES = {"campuses": "campus", "branch_schools": "branch", "partner_schools": "partner"}
_STAGES = {"member_primary_schools": "primary", "member_kindergartens": "kindergarten"}
_COUNTED = {
    "Region": (*_KINDS, "schools_total", "member_schools"),
    "EducationGroup": ("member_schools", *_ROLES, *_STAGES),
    "School": ("trusteeship_schools",),
    "Organisation": ("trusteeship_schools",),
}
"""The metrics that the graph can count, by label of the subject."""
_FOUND = {
    "figure": pl.UInt32(), "thing": pl.UInt32(), "link": pl.Int64(), "undated": pl.Boolean(),
    **dict.fromkeys(SEEN, pl.Boolean()),
}  # fmt: skip
"""What is counted for a figure: things, each with a link that says it; 0 where none is needed."""


def reconciliation(columns: Columns, given: Mapping[str, Any], most: int) -> list[dict[str, Any]]:
    """The first rows of `reconciliation`."""
    figures = _figures(columns, given).head(most).with_row_index("figure").collect()
    censuses = _censuses(columns, figures)
    parts = [
        count(asked.lazy()).select(*_FOUND)
        for whose, count in _ways(columns, censuses)
        if not (asked := figures.filter(whose)).is_empty()
    ]
    found = pl.concat([pl.LazyFrame(schema=_FOUND), *parts]).collect()
    links = found.filter("undated").unique(["figure", "link"]).group_by("figure")
    undated = links.agg(pl.len().alias("undated_links"), *(pl.col(when).sum() for when in SEEN))
    counted = (
        figures.lazy()
        .join(found.lazy().group_by("figure").agg(observed=pl.col("thing").n_unique()), on="figure", how="left")
        .join(undated.lazy(), on="figure", how="left")
        .join(censuses.lazy().select("figure", census_as_of="as_of", census="id"), on="figure", how="left")
        .with_columns(pl.col("observed", *UNDATED_SUMS).fill_null(0))
        .sort("figure")
        .select(
            "subject_id", "metric", "observed", "unit", "qualifier", "as_of", "undated_links", "source_ids", "locators",
            indicator_id="id", subject="subject_name", reported="value",
            difference=pl.col("observed") - pl.col("value"),
            universe=pl.when(pl.col("census").is_null()).then(pl.lit("known")).otherwise(pl.lit("register")),
            universe_as_of="census_as_of", undated_seen=pl.struct(SEEN),
        )
        .select(
            "indicator_id", "subject_id", "subject", "metric", "reported", "observed", "difference", "universe",
            "universe_as_of", "unit", "qualifier", "as_of", "undated_links", "undated_seen", "source_ids", "locators",
        )
    )  # fmt: skip
    return counted.collect().to_dicts()


def _figures(columns: Columns, given: Mapping[str, Any]) -> pl.LazyFrame:
    """The figures that can be counted, in the order of their rows, each with its `day`, and what it is of."""
    metrics = [(pl.col("subject_label") == label) & pl.col("metric").is_in(names) for label, names in _COUNTED.items()]
    figures = columns.figures.filter(pl.col("qualifier").fill_null("") != "planned")
    day = pl.col("as_of_day").fill_null(pl.lit(given["as_of"], pl.Int32))
    figures = figures.filter(pl.any_horizontal(metrics)).with_columns(day=day)
    if given["region"] is not None:
        top = columns.regions.filter(id=given["region"]).select(above="number")
        below = columns.above.join(top, on="above", how="semi").select(number="region")
        # Whatever has this id, were it no region.
        itself = columns.nodes.filter(id=given["region"]).select("number")
        near = pl.concat([columns.inside(given["region"]), below, itself])
        figures = figures.join(near, left_on="subject", right_on="number", how="semi")
    return figures.sort("subject_id", "metric", "as_of", "id", nulls_last=True)


def _ways(columns: Columns, censuses: pl.DataFrame) -> Iterator[tuple[pl.Expr, Callable[[pl.LazyFrame], pl.LazyFrame]]]:
    """Which figures are counted in which way."""
    metric, label = pl.col("metric"), pl.col("subject_label")
    of = {name: label == name for name in _COUNTED}
    yield of["Region"] & metric.is_in([*_KINDS]), partial(_groups, columns)
    yield of["Region"] & (metric == "schools_total"), partial(_schools, columns, censuses)
    yield of["Region"] & (metric == "member_schools"), partial(_members, columns, columns.within)
    yield of["EducationGroup"], partial(_members, columns, None)
    yield of["School"] | of["Organisation"], partial(_helped, columns)


def _on_its_day() -> pl.Expr:
    """Whether a row holds on the day of its figure."""
    day = pl.col("day")
    return day.is_null() | ((pl.col("since_day") <= day) & (pl.col("until_day") >= day))


def _links(frame: pl.LazyFrame, type_: int) -> pl.LazyFrame:
    """Links that hold on the day of their figure, each with whether it is undated, and seen when."""
    told = {when: found.fill_null(False) for when, found in seen(pl.col("day")).items()}
    return frame.filter(_on_its_day()).with_columns(link=pl.col("link") + type_ * 2**32, **told)


def _without_links(frame: pl.LazyFrame) -> pl.LazyFrame:
    return frame.with_columns(link=pl.lit(0, pl.Int64()), undated=pl.lit(False), **dict.fromkeys(SEEN, pl.lit(False)))


def _groups(columns: Columns, figures: pl.LazyFrame) -> pl.LazyFrame:
    kind = pl.col("metric").replace_strict(_KINDS, default=None)
    groups = columns.nodes.select("kind", "since_day", "until_day", thing="number")
    inside = figures.select("figure", "subject", "day", counted=kind)
    located = inside.join(columns.within, left_on="subject", right_on="region").rename({"number": "thing"})
    return _without_links(located.join(groups, on="thing").filter(_on_its_day(), pl.col("kind") == pl.col("counted")))


def _schools(columns: Columns, censuses: pl.DataFrame, figures: pl.LazyFrame) -> pl.LazyFrame:
    inside = figures.select("figure", "subject", "day")
    located = inside.join(columns.within, left_on="subject", right_on="region").rename({"number": "thing"})
    schools = columns.schools.select("since_day", "until_day", "datasets", thing="number")
    there = _without_campuses(columns, located.join(schools, on="thing").filter(_on_its_day()))
    if not censuses.is_empty():
        lists = columns.lists.rename({"number": "datasets", "list": "of_school"})
        held = censuses.lazy().select("figure", of_census="datasets")
        there = (
            there.join(lists, on="datasets")
            .join(held, on="figure", how="left")
            .filter(
                pl.col("of_census").is_null() | (pl.col("of_school").list.set_intersection("of_census").list.len() > 0)
            )
        )
    return _without_links(there)


def _members(columns: Columns, places: pl.LazyFrame | None, figures: pl.LazyFrame) -> pl.LazyFrame:
    """Schools of a group, or of the groups that lie in a region, with their memberships."""
    asked = figures.select("figure", "subject", "day", "metric")
    groups = asked.with_columns(group="subject")
    if places is not None:
        groups = asked.join(places.rename({"number": "group"}), left_on="subject", right_on="region")
    links = columns.members.with_row_index("link").with_columns(pl.col("link").cast(pl.Int64))
    members = _links(groups.join(links, left_on="group", right_on="end"), 1).rename({"start": "thing"})
    stages = columns.schools.select("primary", "kindergarten", thing="number")
    metric = pl.col("metric")
    role, stage = metric.replace_strict(_ROLES, default=None), metric.replace_strict(_STAGES, default=None)
    whole = _without_campuses(columns, members.filter(metric == "member_schools"))
    of_role = members.filter(pl.col("role") == role)
    of_stage = members.join(stages, on="thing").filter(
        ((stage == "primary") & pl.col("primary")) | ((stage == "kindergarten") & pl.col("kindergarten"))
    )
    return pl.concat([part.select(*_FOUND) for part in (whole, of_role, of_stage)])


def _helped(columns: Columns, figures: pl.LazyFrame) -> pl.LazyFrame:
    links = columns.aids.with_row_index("link").with_columns(pl.col("link").cast(pl.Int64)).filter(form="trusteeship")
    schools = columns.schools.select(end="number")
    aided = figures.select("figure", "subject", "day").join(links, left_on="subject", right_on="start")
    return _links(aided.join(schools, on="end", how="semi"), 2).rename({"end": "thing"})


def _without_campuses(columns: Columns, found: pl.LazyFrame) -> pl.LazyFrame:
    """Those that are no campus on the day of their figure."""
    campuses = columns.campuses.select("since_day", "until_day", thing="start")
    are = found.select("figure", "thing", "day").unique().join(campuses, on="thing").filter(_on_its_day())
    return found.join(are.select("figure", "thing").unique(), on=["figure", "thing"], how="anti")


def _censuses(columns: Columns, figures: pl.DataFrame) -> pl.DataFrame:
    """The census that holds for each figure of all schools of a region: `@register(x, null, day)`."""
    asked = figures.lazy().filter(pl.col("subject_label") == "Region", pl.col("metric") == "schools_total")
    near = columns.above.filter(pl.col("hops") <= 3).select("region", "above")
    known = columns.censuses.filter(pl.col("stages").is_null()).rename({"region": "above"})
    found = (
        asked.select("figure", "subject", "day")
        .join(near, left_on="subject", right_on="region")
        .join(known, on="above")
        .filter(pl.col("day").is_null() | (pl.col("as_of_day") <= pl.col("day")))
        .sort(["as_of_day", "id"], descending=[True, False])
        .unique("figure", keep="first", maintain_order=True)
    )
    return found.select("figure", "id", "as_of", "datasets").collect()
