"""members → MEMBER_OF links, and LEADS for the role lead."""

from __future__ import annotations

import polars as pl

from graph.model import MEMBER_OF
from loaders.columns import DATES_AND_EVIDENCE, column, reference
from loaders.declared_names import Naming
from loaders.planner import OF_LINKS, Planner
from loaders.tables.declare import InputTable
from loaders.tables.groups import LEADERS


def _declare(planner: Planner, rows: pl.DataFrame) -> pl.DataFrame:
    """Make groups and schools known where names declare them; find the groups."""
    planner.names.gather(rows, Naming("members", "group", ("EducationGroup",)))
    planner.declare_names("EducationGroup")
    rows = planner.refer(rows, "group", ("EducationGroup",))
    for of, labels in _by_role(rows):
        planner.names.gather(of, Naming("members", "school", labels, region="group.region", within="group.id"))
    return rows


def _plan(planner: Planner, rows: pl.DataFrame) -> None:
    """Memberships; a school's name is looked for in the group's region first."""
    (leads, leaders), (others, members) = _by_role(rows)
    values = ("role", "mode", "since", "until", *OF_LINKS)
    planner.lead(planner.refer(leads, "school", leaders, "group.region"), "school", "group", values)
    others = planner.refer(others, "school", members, "group.region")
    planner.facts.links(others, "MEMBER_OF", "school", "group", values)


def _by_role(rows: pl.DataFrame) -> tuple[tuple[pl.DataFrame, tuple[str, ...]], ...]:
    """Rows of leads and of other members, each with the labels of who may be one."""
    leads = pl.col("role").eq_missing("lead")
    return (rows.filter(leads), LEADERS), (rows.filter(~leads), ("School",))


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
    plan=_plan,
    declare=_declare,
)  # fmt: skip
