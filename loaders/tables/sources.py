"""sources → Source nodes."""

from __future__ import annotations

from graph.model import SOURCE
from loaders.columns import column
from loaders.identity import Entity
from loaders.plan_builder import PlanBuilder
from loaders.row_checks import BadCell, CheckedRow
from loaders.tables.declare import InputTable


def _declare(builder: PlanBuilder, rows: list[CheckedRow]) -> None:
    """Make sources citable: those of the folder, and those of other datasets."""
    builder.sources |= set(builder.contents.sources)
    builder.for_each(rows, _declare_row)
    own = {builder.declared[row.place].id for row in rows if row.place in builder.declared}
    builder.own_source = own.pop() if len(own) == 1 else None


def _declare_row(builder: PlanBuilder, row: CheckedRow) -> None:
    """A row whose id is another dataset's source with another title is rejected, and the id can't be cited."""
    id_, title = row.values["id"], row.values["title"]
    known = builder.contents.sources.get(id_)
    if known and title and known != title:
        builder.sources.discard(id_)
        raise BadCell("id", "is the id of another dataset's source already", (f"{id_} {known}",))
    builder.sources.add(id_)
    builder.declared[row.place] = Entity("Source", id_, title or id_)


def _plan_row(builder: PlanBuilder, row: CheckedRow) -> None:
    """One Source node; its id is what other rows may cite."""
    builder.node(row, "Source", row.values["id"], row.values)


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
    plan_row=_plan_row,
    exported=lambda dataset: dataset.node_rows("Source"),
    declare=_declare,
)
