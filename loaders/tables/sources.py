"""sources → Source nodes."""

from __future__ import annotations

import polars as pl

from graph.model import SOURCE
from loaders.columns import column
from loaders.planner import Planner
from loaders.tables.declare import InputTable


def _declare(planner: Planner, rows: pl.DataFrame) -> pl.DataFrame:
    """Make sources citable: those of the folder, and those of other datasets.

    A row whose id is another dataset's source with another title is rejected, and the id can't be cited.
    """
    known = planner.contents.sources
    titles = pl.col("id").replace_strict(known, default=None, return_dtype=pl.String())
    rows = rows.with_columns(known=titles)
    others = (pl.col("known") != "") & (pl.col("title") != pl.col("known"))
    planner.sources -= set(rows.filter(others)["id"].to_list())
    reason = "is the id of another dataset's source already"
    rows = planner.reject(rows, others, "id", reason, pl.concat_list(pl.format("{} {}", "id", "known")))
    planner.sources |= set(rows["id"].to_list())
    own = rows["id"].unique().to_list()
    planner.own_source = own[0] if len(own) == 1 else None
    return rows.drop("known")


def _plan(planner: Planner, rows: pl.DataFrame) -> None:
    """Source nodes; their ids are what other rows may cite."""
    planner.facts.nodes(rows, "Source", id_="id")


SOURCES = InputTable(
    "sources",
    ("来源", "来源表"),
    "Reports, registers and other documents that rows cite by their id.",
    (
        column(SOURCE, "id", "编号", required=True),
        column(SOURCE, "title", "标题", "题名"),
        column(SOURCE, "publisher", "发布者", "出版者"),
        column(SOURCE, "published", "发布日期", "发布时间"),
        column(SOURCE, "url", "网址"),
        column(SOURCE, "licence", "许可", "license"),
    ),
    tells=("Source",),
    plan=_plan,
    exported=lambda dataset: dataset.node_rows("Source"),
    declare=_declare,
)
