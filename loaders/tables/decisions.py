"""decisions → what people say is one or two (`loaders/matches/settling.py`), and Decision nodes for what is two."""

from __future__ import annotations

import polars as pl

from graph.model import DECISION, EDUCATION_GROUP, ORGANISATION, SCHOOL, Kind, Property
from loaders.columns import InputColumn, column
from loaders.names import digest
from loaders.planner import Planner
from loaders.tables.declare import InputTable

LABELS = (SCHOOL.label, EDUCATION_GROUP.label, ORGANISATION.label)
"""Labels of what may be decided to be one."""


def _plan(planner: Planner, rows: pl.DataFrame) -> None:
    """A Decision for each row that says that two are two; the others were settled before."""
    two = rows.filter(pl.col("decision") == "different")
    if not two.height:
        return
    two = two.with_columns(written="written.id", meant="meant.id")
    ids = [f"decision-{digest(*said, length=12)}" for said in two.select("written", "meant", "said_by").iter_rows()]
    planner.facts.nodes(two.with_columns(pl.Series("own.id", ids, dtype=pl.String())), "Decision")


DECISIONS = InputTable(
    "decisions",
    ("判定",),
    "What a person decided: that two are one (`same`: what is meant stands, both names are kept) or two (`different`), "
    "or, as `place`, which region a text means.",
    (
        column(DECISION, "decision", "判定", "结论", "kind", required=True),
        column(DECISION, "written", "写法", "原文", "所写", required=True),
        column(DECISION, "meant", "所指", "应为", "意指", required=True),
        column(DECISION, "said_by", "何人所说", "依据", "决定人", required=True),
        InputColumn(Property("written_in", Kind.STRING, "The dataset that writes it, where names alone don't tell."),
                    ("所写数据集",)),
        InputColumn(Property("meant_in", Kind.STRING, "The dataset that has what is meant."), ("所指数据集",)),
    ),
    tells=("Decision",),
    plan=_plan,
)  # fmt: skip
