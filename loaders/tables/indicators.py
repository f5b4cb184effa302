"""indicators → Indicator nodes and ABOUT links."""

from __future__ import annotations

from graph.model import INDICATOR, TAKES_PART
from loaders.columns import EVIDENCE_COLUMNS, column, reference
from loaders.identity import Entity
from loaders.names import digest
from loaders.plan_builder import PlanBuilder
from loaders.row_checks import CheckedRow
from loaders.tables.declare import InputTable


def _plan_row(builder: PlanBuilder, row: CheckedRow) -> None:
    """A reported figure, about its subject. Figures that differ are nodes of their own: contradictions show."""
    subject = builder.refer(row, "subject", (*TAKES_PART, "Programme"))
    # In this order: it makes up the id.
    values = row.some("metric", "value", "unit", "qualifier", "as_of")
    sources = sorted({source for source, _ in row.evidence})
    id_ = f"indicator-{digest(subject.id, *(str(value) for value in values.values()), *sources, length=12)}"
    builder.node(row, "Indicator", id_, values)
    builder.link(row, "ABOUT", Entity("Indicator", id_, values["metric"]), subject, {})


INDICATORS = InputTable(
    "indicators",
    ("指标", "指标表"),
    "Figures that sources report. Figures that differ stand side by side.",
    (
        reference(
            "subject",
            "What it is about: a school, group, organisation, region or programme.",
            "主体",
            "对象",
            required=True,
        ),
        column(INDICATOR, "metric", "指标", "指标名称", required=True),
        column(INDICATOR, "value", "数值", "值", required=True),
        column(INDICATOR, "unit", "单位"),
        column(INDICATOR, "qualifier", "限定"),
        column(INDICATOR, "as_of", "截至", "统计日期"),
        *EVIDENCE_COLUMNS,
    ),
    tells=("Indicator", "ABOUT"),
    plan_row=_plan_row,
    exported=lambda dataset: dataset.node_rows("Indicator", subject="ABOUT"),
)
