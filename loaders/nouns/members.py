"""members → MEMBER_OF links, and LEADS for the role lead."""

from __future__ import annotations

from loaders.desk import Desk
from loaders.plan import row_values
from loaders.rows import CheckedRow


def plan_members(desk: Desk, rows: list[CheckedRow]) -> None:
    """A membership a row; a school's name is looked for in the group's region first."""
    for row in rows:
        with desk.row(row):
            group = desk.refer(row, "group", ("EducationGroup",))
            school = desk.refer(row, "school", ("School",), group.region)
            values = row_values(row, "since", "until", "entailed", "mode")
            if row.values["role"] == "lead":
                desk.lead(row, school, group, values)
            else:
                desk.link(row, "MEMBER_OF", school, group, {**values, **row_values(row, "role")})
