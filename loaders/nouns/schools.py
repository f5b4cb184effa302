"""schools → School nodes, LOCATED_IN and CAMPUS_OF links."""

from __future__ import annotations

from loaders.desk import BadReference, Desk
from loaders.plan import row_values
from loaders.rows import CheckedRow

_PROPERTIES = ("name", "aliases", "stages", "setting", "students", "teachers", "status", "since", "until")


def declare_schools(desk: Desk, rows: list[CheckedRow]) -> None:
    """Make schools known. The same name in two regions is two schools."""
    for row in rows:
        with desk.row(row):
            desk.declare_placed(row, "School", "school")


def plan_schools(desk: Desk, rows: list[CheckedRow]) -> None:
    """A School node a school, in its smallest known region, tied to its parent if it is a campus."""
    for row in rows:
        school = desk.declared.get((row.file, row.number))
        if school is None:
            continue
        with desk.row(row):
            parent = desk.refer(row, "campus_of", ("School",), school.region) if row.values["campus_of"] else None
            if parent is not None and parent.id == school.id:
                raise BadReference("campus_of", "is the school itself")
            desk.node(row, "School", school.id, row_values(row, *_PROPERTIES))
            entailed = row_values(row, "entailed")
            if school.region is not None:
                desk.link(row, "LOCATED_IN", school, desk.register.by_id[school.region], entailed)
            if parent is not None:
                desk.link(row, "CAMPUS_OF", school, parent, entailed)
