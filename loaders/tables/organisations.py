"""organisations → Organisation nodes and LOCATED_IN links."""

from __future__ import annotations

from graph.model import ORGANISATION
from loaders.columns import DATES_AND_EVIDENCE, OTHER_NAMES, OWN_ID, REGION_PLACE, column
from loaders.plan_builder import PlanBuilder
from loaders.row_checks import CheckedRow
from loaders.tables.declare import InputTable


def _declare(builder: PlanBuilder, rows: list[CheckedRow]) -> None:
    """Make organisations known, by id, name and alias."""
    builder.for_each(rows, lambda builder, row: builder.declare_placed(row, "Organisation", "organisation"))


def _plan_row(builder: PlanBuilder, row: CheckedRow) -> None:
    """An Organisation node, and its region."""
    organisation = builder.declared[row.place]
    builder.node(row, "Organisation", organisation.id, row.values)
    builder.locate(row, organisation)


ORGANISATIONS = InputTable(
    "organisations",
    ("机构", "单位"),
    "Universities, government units, enterprises and foundations that help, manage or lead.",
    (
        column(ORGANISATION, "name", "名称", "机构", "机构名称", "单位", "单位名称", required=True),
        column(ORGANISATION, "kind", "类型", "单位类型", "机构类型"),
        REGION_PLACE,
        OWN_ID,
        OTHER_NAMES,
        *DATES_AND_EVIDENCE,
    ),
    tells=("Organisation", "LOCATED_IN"),
    plan_row=_plan_row,
    exported=lambda dataset: dataset.placed_rows("Organisation"),
    declare=_declare,
)
