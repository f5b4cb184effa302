"""sources → Source nodes."""

from __future__ import annotations

import polars as pl

from graph.model import SOURCE
from loaders.columns import column
from loaders.planner import Planner
from loaders.tables.declare import InputTable


def _declare(planner: Planner, rows: pl.DataFrame) -> pl.DataFrame:
    """Make sources citable.

    Where an id is another dataset's source with another title, the dataset's name tells the two apart.
    """
    for id_, title in rows.select("id", "title").unique("id", keep="first", maintain_order=True).iter_rows():
        known = planner.sources.get(id_)
        if known and title and known != title:
            planner.source_ids[id_] = f"{planner.words.name}:{id_}"
            planner.notes.append(f"source {id_!r} is another dataset's, too: {planner.source_ids[id_]} here")
        planner.sources.setdefault(planner.source_ids.get(id_, id_), title)
    rows = rows.with_columns(pl.col("id").replace(planner.source_ids))
    own = rows["id"].unique().to_list()
    planner.own_source = own[0] if len(own) == 1 else None
    return rows


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
    declare=_declare,
)
