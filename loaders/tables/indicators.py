"""indicators → Indicator nodes and ABOUT links."""

from __future__ import annotations

import polars as pl

from graph.model import INDICATOR, SCHOOL, TAKES_PART
from loaders.columns import EVIDENCE_COLUMNS, column, reference
from loaders.names import digest
from loaders.planner import Planner
from loaders.tables.declare import InputTable


def _plan(planner: Planner, rows: pl.DataFrame) -> None:
    """Reported figures, each about its subject. What a cell says beside the number holds where no column does."""
    rows = planner.refer(rows, "subject", (*TAKES_PART, "Programme"))
    for name in ("unit", "qualifier"):
        differ = pl.col(name) != pl.col(f"value.{name}")
        rows = planner.reject(rows, differ, name, pl.format("is not what the value says: {}", f"value.{name}"))
    _plan_figures(
        planner,
        rows.with_columns(
            value="value.value",
            unit=pl.coalesce("unit", "value.unit"),
            qualifier=pl.coalesce("qualifier", "value.qualifier"),
        ),
    )


def plan_inexact(planner: Planner, rows: pl.DataFrame, metric: str) -> None:
    """Figures of schools that are not exact: 约1200 is no count, but a figure about the school."""
    inexact = rows.filter(pl.col(f"{metric}.qualifier").is_not_null())
    unit = next(prop.unit for prop in SCHOOL.properties if prop.name == metric)
    _plan_figures(
        planner,
        inexact.with_columns(
            pl.col("own.id").alias("subject.id"),
            pl.col("own.label").alias("subject.label"),
            metric=pl.lit(metric),
            value=f"{metric}.value",
            unit=pl.lit(unit),
            qualifier=f"{metric}.qualifier",
            as_of=pl.lit(None, pl.String()),
            as_of_day=pl.lit(None, pl.Int64()),
        ),
    )


def _plan_figures(planner: Planner, rows: pl.DataFrame) -> None:
    """Indicators about their subjects. Figures that differ are nodes of their own: contradictions show."""
    # In this order: it makes up the id.
    said = rows.select("subject.id", "metric", "value", "unit", "qualifier", "as_of", "source_ids").iter_rows()
    ids = [f"indicator-{digest(*map(str, values), *sorted(set(sources)), length=12)}" for *values, sources in said]
    rows = rows.with_columns(pl.Series("own.id", ids, dtype=pl.String()), pl.lit("Indicator").alias("own.label"))
    planner.facts.nodes(rows, "Indicator")
    planner.facts.links(rows, "ABOUT", "own", "subject")


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
        column(INDICATOR, "value", "数值", "值", required=True, figure=True),
        column(INDICATOR, "unit", "单位"),
        column(INDICATOR, "qualifier", "限定"),
        column(INDICATOR, "as_of", "截至", "统计日期"),
        *EVIDENCE_COLUMNS,
    ),
    tells=("Indicator", "ABOUT"),
    plan=_plan,
)
