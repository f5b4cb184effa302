"""groups → EducationGroup nodes, LOCATED_IN and LEADS links."""

from __future__ import annotations

from graph.model import EDUCATION_GROUP, ORGANISATION, SCHOOL
from loaders.columns import DATES_AND_EVIDENCE, OTHER_NAMES, OWN_ID, REGION_PLACE, column, reference
from loaders.plan_builder import PlanBuilder
from loaders.row_checks import CheckedRow
from loaders.tables.declare import InputTable
from loaders.tables.exported import ExportedDataset, ExportedRow, with_ends

_LEADERS = (SCHOOL.label, ORGANISATION.label)


def _declare(builder: PlanBuilder, rows: list[CheckedRow]) -> None:
    """Make groups known, by id, name and alias."""
    builder.for_each(rows, lambda builder, row: builder.declare_placed(row, "EducationGroup", "group"))


def _plan_row(builder: PlanBuilder, row: CheckedRow) -> None:
    """An EducationGroup node, its region, and who leads it: a school is then its member too."""
    group = builder.declared[row.place]
    lead = builder.refer(row, "lead", _LEADERS, group.region) if row.values["lead"] else None
    builder.node(row, "EducationGroup", group.id, row.values)
    builder.locate(row, group)
    if lead is not None:
        builder.lead(row, lead, group, row.of_links())


def _exported(dataset: ExportedDataset) -> list[ExportedRow]:
    """A row for each group, with the organisations that lead it; schools that do are told by the members table."""
    led = [link for link in dataset.links["LEADS"] if link.start_type == ORGANISATION.label]
    return with_ends(dataset.placed_rows("EducationGroup"), "lead", led)


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
        reference(
            "lead",
            "The school that leads it, and is then its member; or an organisation.",
            "牵头校",
            "核心校",
            "总校",
            "牵头单位",
        ),
        *DATES_AND_EVIDENCE,
    ),
    tells=("EducationGroup", "LOCATED_IN", "LEADS"),
    plan_row=_plan_row,
    exported=_exported,
    declare=_declare,
)
