"""members → MEMBER_OF links, and LEADS for the role lead."""

from __future__ import annotations

from graph.model import MEMBER_OF
from loaders.columns import DATES_AND_EVIDENCE, column, reference
from loaders.plan_builder import PlanBuilder
from loaders.row_checks import CheckedRow
from loaders.tables.declare import InputTable


def _plan_row(builder: PlanBuilder, row: CheckedRow) -> None:
    """A membership; the school's name is looked for in the group's region first."""
    group = builder.refer(row, "group", ("EducationGroup",))
    school = builder.refer(row, "school", ("School",), group.region)
    if row.values["role"] == "lead":
        builder.lead(row, school, group, row.values)
    else:
        builder.link(row, "MEMBER_OF", school, group, row.values)


MEMBERS = InputTable(
    "members",
    ("成员", "成员校"),
    "Which school belongs to which group.",
    (
        reference("group", "The group.", "集团", "集团名称", required=True),
        reference("school", "The school; its name is looked for in the group's region first.", "学校", "学校名称",
                  required=True),
        column(MEMBER_OF, "role", "角色"),
        column(MEMBER_OF, "mode", "模式", "办学模式"),
        *DATES_AND_EVIDENCE,
    ),
    tells=("MEMBER_OF", "LEADS"),
    plan_row=_plan_row,
    exported=lambda dataset: dataset.link_rows("MEMBER_OF", "school", "group"),
)  # fmt: skip
