"""schools → School nodes, LOCATED_IN and CAMPUS_OF links."""

from __future__ import annotations

import polars as pl

from graph.model import SCHOOL
from loaders.columns import DATES_AND_EVIDENCE, OTHER_NAMES, OWN_ID, REGION_PLACE, column, reference
from loaders.planner import OF_LINKS, Planner
from loaders.tables.declare import InputTable
from loaders.tables.indicators import plan_inexact


def _declare(planner: Planner, rows: pl.DataFrame) -> pl.DataFrame:
    """Make schools known. The same name in two regions is two schools."""
    return planner.declare_placed(rows, "School", "school")


def _plan(planner: Planner, rows: pl.DataFrame) -> None:
    """School nodes, in their smallest known region, tied to their parent if they are campuses."""
    rows = planner.refer(rows, "campus_of", ("School",), "own.region")
    rows = planner.reject(rows, pl.col("campus_of.id") == pl.col("own.id"), "campus_of", "is the school itself")
    planner.facts.nodes(rows, "School")
    planner.locate(rows)
    planner.facts.links(rows.filter(pl.col("campus_of.id").is_not_null()), "CAMPUS_OF", "own", "campus_of", OF_LINKS)
    for metric in ("students", "teachers"):
        plan_inexact(planner, rows, metric)


SCHOOLS = InputTable(
    "schools",
    ("学校", "学校表"),
    "Schools, and campuses of schools.",
    (
        column(SCHOOL, "name", "名称", "学校", "学校名称", required=True),
        REGION_PLACE,
        OWN_ID,
        OTHER_NAMES,
        column(SCHOOL, "stages", "学段", "办学层次"),
        column(SCHOOL, "setting", "城乡"),
        column(SCHOOL, "students", "学生数", "在校生数", figure=True),
        column(SCHOOL, "teachers", "教师数", "专任教师数", figure=True),
        reference("campus_of", "The school that it is a campus of.", "所属学校", "本部"),
        column(SCHOOL, "status", "状态"),
        *DATES_AND_EVIDENCE,
    ),
    tells=("School", "LOCATED_IN", "CAMPUS_OF"),
    plan=_plan,
    declare=_declare,
)
