"""groups → EducationGroup nodes, LOCATED_IN and LEADS links."""

from __future__ import annotations

from loaders.desk import Desk
from loaders.plan import row_values
from loaders.rows import CheckedRow


def declare_groups(desk: Desk, rows: list[CheckedRow]) -> None:
    """Make groups known, by id, name and alias."""
    for row in rows:
        with desk.row(row):
            desk.declare_placed(row, "EducationGroup", "group")


def plan_groups(desk: Desk, rows: list[CheckedRow]) -> None:
    """An EducationGroup node a group, its region, and its lead school as lead and member."""
    for row in rows:
        group = desk.declared.get((row.file, row.number))
        if group is None:
            continue
        with desk.row(row):
            lead = desk.refer(row, "lead", ("School",), group.region) if row.values["lead"] else None
            values = row_values(row, "name", "aliases", "since", "until")
            desk.node(row, "EducationGroup", group.id, {**values, "kind": row.values["kind"] or "group"})
            entailed = row_values(row, "entailed")
            if group.region is not None:
                desk.link(row, "LOCATED_IN", group, desk.register.by_id[group.region], entailed)
            if lead is not None:
                desk.lead(row, lead, group, entailed)
