"""aid_links → AIDS, PAIRED_WITH, MANAGES and SPUN_OFF_FROM links, and Programme nodes."""

from __future__ import annotations

from typing import Any

from graph.model import LINK_TYPE, RELATIONS
from loaders.desk import TAKES_PART, BadReference, Desk
from loaders.identity import Entity
from loaders.names import derived_id
from loaders.plan import row_values
from loaders.rows import CheckedRow

_EVERY_LINK = ("since", "until", "entailed")
_ENDS = ("helper", "helped", "relation")
_NAMED = {"AIDS": ("form", "programme"), "PAIRED_WITH": ("programme",)}


def declare_programmes(desk: Desk, rows: list[CheckedRow]) -> None:
    """Make programmes known, so that figures may be about them. Of several spellings the first in order is the name."""
    for name in sorted({row.values["programme"] for row in rows if row.values["programme"]}):
        id_ = _programme_id(name)
        if id_ not in desk.register.by_id:
            desk.register.add(Entity("Programme", id_, name))


def plan_aid_links(desk: Desk, rows: list[CheckedRow]) -> None:
    """A link a row, from helper to helped (spun_off_from: from the new one to the old one)."""
    for row in rows:
        with desk.row(row):
            type_ = RELATIONS[row.values["relation"]].type
            helper = desk.refer(row, "helper", TAKES_PART)
            helped = desk.refer(row, "helped", TAKES_PART)
            if helper.id == helped.id:
                raise BadReference("helped", "is the same as the helper")
            if not LINK_TYPE[type_].joins(helper.label, helped.label):
                raise BadReference("relation", f"{type_} may not go from a {helper.label} to a {helped.label}")
            values = _values(row, type_)
            if values.get("programme"):
                programme = desk.register.by_id[_programme_id(values["programme"])]
                values["programme"] = programme.name
                desk.node(row, "Programme", programme.id, {"name": programme.name})
            desk.link(row, type_, helper, helped, values)


def _values(row: CheckedRow, type_: str) -> dict[str, Any]:
    """What the row says of its link. Raises BadReference for a form, programme or count that its type can't hold."""
    named = _NAMED.get(type_, ())
    values = row_values(row, *_EVERY_LINK, *named)
    rest = {name: value for name, value in row.values.items() if name not in values and name not in _ENDS}
    if type_ == "AIDS":
        return {**values, **rest, "form": row.values["form"] or "other"}
    for name, value in rest.items():
        if value is not None:
            raise BadReference(name, f"can't be kept: a link {row.values['relation']} has no {name}")
    return values


def _programme_id(name: str) -> str:
    return derived_id("programme", None, name)
