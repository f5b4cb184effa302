"""aid_links → AIDS, PAIRED_WITH, MANAGES and SPUN_OFF_FROM links, and Programme nodes."""

from __future__ import annotations

from graph.model import LINK_TYPE
from loaders.columns import AID_LINKS, RELATIONS
from loaders.desk import TAKES_PART, BadReference, Desk
from loaders.names import derived_id
from loaders.plan import row_values
from loaders.rows import CheckedRow

_ENDS = ("helper", "helped", "relation")
_NOT_COUNTS = {column.name for column in AID_LINKS.columns}


def plan_aid_links(desk: Desk, rows: list[CheckedRow]) -> None:
    """A link a row, from helper to helped (spun_off_from: from the new one to the old one)."""
    for row in rows:
        with desk.row(row):
            type_ = RELATIONS[row.values["relation"]]
            helper = desk.refer(row, "helper", TAKES_PART)
            helped = desk.refer(row, "helped", TAKES_PART, helper.region)
            if helper.id == helped.id:
                raise BadReference("helped", "is the same as the helper")
            if not LINK_TYPE[type_].joins(helper.label, helped.label):
                raise BadReference("relation", f"{type_} may not go from a {helper.label} to a {helped.label}")
            values = row_values(row, "since", "until", "entailed")
            if type_ == "AIDS":
                values |= {"form": row.values["form"] or "other", "programme": row.values["programme"]}
                values |= {
                    name: value for name, value in row.values.items() if name not in values and name not in _ENDS
                }
            elif type_ == "PAIRED_WITH":
                values["programme"] = row.values["programme"]
            desk.link(row, type_, helper, helped, values)
            if programme := values.get("programme"):
                desk.plan.node("Programme", derived_id("programme", None, programme), {"name": programme})
