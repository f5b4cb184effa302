"""schools → School nodes, LOCATED_IN and CAMPUS_OF links."""

from __future__ import annotations

from graph.model import SCHOOL
from loaders.columns import DATES_AND_EVIDENCE, OTHER_NAMES, OWN_ID, REGION_PLACE, column, reference
from loaders.plan_builder import PlanBuilder
from loaders.row_checks import BadCell, CheckedRow
from loaders.tables.declare import InputTable
from loaders.tables.exported import with_ends


def _declare(builder: PlanBuilder, rows: list[CheckedRow]) -> None:
    """Make schools known. The same name in two regions is two schools."""
    builder.for_each(rows, lambda builder, row: builder.declare_placed(row, "School", "school"))


def _plan_row(builder: PlanBuilder, row: CheckedRow) -> None:
    """A School node, in its smallest known region, tied to its parent if it is a campus."""
    school = builder.declared[row.place]
    parent = builder.refer(row, "campus_of", ("School",), school.region) if row.values["campus_of"] else None
    if parent is not None and parent.id == school.id:
        raise BadCell("campus_of", "is the school itself")
    builder.node(row, "School", school.id, row.values)
    builder.locate(row, school)
    if parent is not None:
        builder.link(row, "CAMPUS_OF", school, parent, row.of_links())


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
        column(SCHOOL, "students", "学生数", "在校生数"),
        column(SCHOOL, "teachers", "教师数", "专任教师数"),
        reference("campus_of", "The school that it is a campus of.", "所属学校", "本部"),
        column(SCHOOL, "status", "状态"),
        *DATES_AND_EVIDENCE,
    ),
    tells=("School", "LOCATED_IN", "CAMPUS_OF"),
    plan_row=_plan_row,
    exported=lambda dataset: with_ends(dataset.placed_rows("School"), "campus_of", dataset.links["CAMPUS_OF"]),
    declare=_declare,
)
