"""groups → EducationGroup nodes, LOCATED_IN and LEADS links."""

from __future__ import annotations

import polars as pl

from graph.model import EDUCATION_GROUP, ORGANISATION, SCHOOL
from loaders.columns import DATES_AND_EVIDENCE, OTHER_NAMES, OWN_ID, REGION_PLACE, column, reference
from loaders.declared_names import Naming
from loaders.planner import OF_LINKS, Planner
from loaders.tables.declare import InputTable

LEADERS = (SCHOOL.label, ORGANISATION.label)
"""Labels of what may lead a group."""


def _declare(planner: Planner, rows: pl.DataFrame) -> pl.DataFrame:
    """Make groups known, by id, name and alias; and their leads, where names declare."""
    rows = planner.declare_placed(rows, "EducationGroup", "group")
    planner.names.gather(rows, Naming("groups", "lead", LEADERS, region="own.region", within="own.id"))
    return rows


def _plan(planner: Planner, rows: pl.DataFrame) -> None:
    """EducationGroup nodes, their regions, and who leads them: a school is then a member too."""
    rows = planner.refer(rows, "lead", LEADERS, "own.region")
    planner.facts.nodes(rows, "EducationGroup")
    planner.locate(rows)
    planner.lead(rows.filter(pl.col("lead.id").is_not_null()), "lead", "own", OF_LINKS)


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
    plan=_plan,
    declare=_declare,
)
