"""groups → EducationGroup nodes, LOCATED_IN and LEADS links."""

from __future__ import annotations

from graph.model import EDUCATION_GROUP
from loaders.columns import DATES_AND_EVIDENCE, OTHER_NAMES, OWN_ID, REGION_PLACE, column, reference
from loaders.plan_builder import PlanBuilder
from loaders.row_checks import CheckedRow
from loaders.tables.declare import InputTable


def _declare(builder: PlanBuilder, rows: list[CheckedRow]) -> None:
    """Make groups known, by id, name and alias."""
    builder.for_each(rows, lambda builder, row: builder.declare_placed(row, "EducationGroup", "group"))


def _plan_row(builder: PlanBuilder, row: CheckedRow) -> None:
    """An EducationGroup node, its region, and its lead school as lead and member."""
    group = builder.declared[row.place]
    lead = builder.refer(row, "lead", ("School",), group.region) if row.values["lead"] else None
    builder.node(row, "EducationGroup", group.id, row.values)
    builder.locate(row, group)
    if lead is not None:
        builder.lead(row, lead, group, row.some("entailed"))


GROUPS = InputTable(
    "groups",
    ("集团", "教育集团"),
    "Education groups, alliances, communities and districts.",
    (
        column(EDUCATION_GROUP, "name", "名称", "集团", "集团名称", required=True),
        column(EDUCATION_GROUP, "kind", "类型"),
        REGION_PLACE,
        OWN_ID,
        OTHER_NAMES,
        reference("lead", "The school that leads it, and is then its member.", "牵头校", "核心校", "总校"),
        *DATES_AND_EVIDENCE,
    ),
    tells=("EducationGroup", "LOCATED_IN"),
    plan_row=_plan_row,
    # Who leads is told by the members table.
    exported=lambda dataset: dataset.node_rows("EducationGroup", region="LOCATED_IN"),
    declare=_declare,
)
