"""When things hold: a link only while both its ends do, worked out at load into the day integers of schools and links.

What was said stays as it was said: `since`, `until`, `status` and `observed` are not touched. Only the integers that
questions compare with their day are narrowed, so that one comparison serves every question."""

from __future__ import annotations

import polars as pl

from graph.model import NODE_TYPE
from graph.model.common import LINK_COMMON
from graph.values import FIRST_DAY, LAST_DAY, PartialDate
from loaders.load_plan import LoadPlan

_ENDS = ("start", "end")
_SPAN = ("since_day", "until_day")


def hold_while_ends_do(plan: LoadPlan) -> None:
    """Narrow the days of schools by their status, then those of links by their ends; say which end cut a link.

    The plan must hold the ends of its links. A link between ends that never were at the same time holds on no day."""
    if (schools := plan.nodes.get("School")) is not None and "status" in schools.columns:
        plan.nodes["School"] = _by_status(schools, plan.nodes.get("Source"))
    spans = _spans(plan)
    for type_, links in plan.links.items():
        said = links.drop((prop.name for prop in LINK_COMMON if prop.is_derived), strict=False)
        plan.links[type_] = _observed_days(_within_ends(said, spans))


def _by_status(schools: pl.DataFrame, sources: pl.DataFrame | None) -> pl.DataFrame:
    """The schools, their days bounded by their status where that has no date.

    A planned one has not begun on any day. One that is closed or merged ended before its newest source was published;
    where no source of it has a date, before every day."""
    schools = _with_days(schools)
    said_by = _day_before_newest_source(schools, sources)
    status, since, until = (pl.col(name) for name in ("status", *_SPAN))
    return schools.with_columns(
        since_day=pl.when((status == "planned") & since.is_null()).then(LAST_DAY).otherwise(since),
        until_day=pl.when(status.is_in(["closed", "merged"]) & until.is_null()).then(said_by).otherwise(until),
    )


def _day_before_newest_source(schools: pl.DataFrame, sources: pl.DataFrame | None) -> pl.Series:
    """For each school the last day before any of the days on which its newest source may have been published."""
    days: dict[str, int] = {}
    if sources is not None and "published_day" in sources.columns:
        before = pl.col("published_day").cast(pl.String()).str.to_date("%Y%m%d").dt.offset_by("-1d")
        dated = sources.filter(pl.col("published_day").is_not_null())
        days = dict(dated.select("id", before.dt.strftime("%Y%m%d").cast(pl.Int64())).iter_rows())
    newest = pl.element().replace_strict(days, default=None, return_dtype=pl.Int64()).max()
    return schools.select(day=pl.col("source_ids").list.eval(newest).list.first().fill_null(FIRST_DAY)).to_series()


def _spans(plan: LoadPlan) -> pl.DataFrame:
    """Label, id, first and last day of every node that has one of them."""
    dated = [
        _with_days(frame).select(pl.lit(label).alias("label"), "id", *_SPAN)
        for label, frame in plan.nodes.items()
        if set(_SPAN) & set(NODE_TYPE[label].stored_names())
    ]
    none = pl.DataFrame(schema={"label": pl.String(), "id": pl.String(), **dict.fromkeys(_SPAN, pl.Int64())})
    return pl.concat([none, *dated]).filter(pl.any_horizontal(pl.col(_SPAN).is_not_null()))


def _with_days(frame: pl.DataFrame) -> pl.DataFrame:
    """The frame with both day integers, null where its tables had no such column."""
    return frame.with_columns(pl.lit(None, pl.Int64()).alias(name) for name in _SPAN if name not in frame.columns)


def _within_ends(links: pl.DataFrame, spans: pl.DataFrame) -> pl.DataFrame:
    """The links, each from the later of its first days to the earlier of its last; `…_cut_by` is the end that cut it.

    Where both ends begin or end on one day, its start counts as having cut it."""
    met = _with_days(links)
    for end in _ENDS:
        ends = links.select(label=f"{end}_label", id=end)
        # A join costs memory for all that it might find, and by two columns several times that of one.
        labels = ends["label"].unique()
        of_them = spans.filter(pl.col("label").is_in(labels.implode()))
        key = ["id"] if len(labels) == 1 else ["label", "id"]
        ends = ends.join(of_them, on=key, how="left", maintain_order="left")
        met = met.hstack([ends[name].alias(f"{end} {name}") for name in _SPAN])
    for name, bound in (("since_day", pl.max_horizontal), ("until_day", pl.min_horizontal)):
        day = bound(name, *(f"{end} {name}" for end in _ENDS))
        which = pl.coalesce(pl.when(day == pl.col(f"{end} {name}")).then(pl.lit(end)) for end in _ENDS)
        by = pl.when(day.ne_missing(pl.col(name))).then(which)
        met = met.with_columns(day.alias(name), by.alias(f"{name.removesuffix('_day')}_cut_by"))
    return met.drop(f"{end} {name}" for end in _ENDS for name in _SPAN)


def _observed_days(links: pl.DataFrame) -> pl.DataFrame:
    """The links with the first and the last day on which they may have been observed: a year is all its days."""
    if "observed" not in links.columns:
        return links
    dates = {text: PartialDate.parse(text) for text in links["observed"].explode().unique().drop_nulls()}

    def days(of: dict[str, int]) -> pl.Expr:
        return pl.col("observed").list.eval(pl.element().replace_strict(of, return_dtype=pl.Int64()))

    return links.with_columns(
        observed_first_day=days({text: date.first_day for text, date in dates.items()}).list.min(),
        observed_last_day=days({text: date.last_day for text, date in dates.items()}).list.max(),
    )
