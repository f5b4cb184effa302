"""regions → Region nodes and PART_OF links."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from graph.values import is_region_code, is_register_code, parent_codes
from loaders.desk import BadReference, Desk
from loaders.identity import Entity, Register
from loaders.plan import row_values
from loaders.rows import CheckedRow


def declare_regions(desk: Desk, rows: list[CheckedRow]) -> None:
    """Make regions known by code, with what lies above them."""
    for row in rows:
        with desk.row(row):
            code = row.values["id"]
            if not is_region_code(code):
                raise BadReference("id", "is no six-digit code and no x-<parent code>-<name>")
            entity = Entity(
                "Region", code, row.values["name"], tuple(row.values["aliases"]), row.values["parent"], _level(row)
            )
            desk.register.add(entity)
            desk.declared[row.file, row.number] = entity


def plan_regions(desk: Desk, rows: list[CheckedRow]) -> None:
    """Region nodes with their level's label, each linked to the nearest region above that the register knows."""
    for row in rows:
        entity = desk.declared.get((row.file, row.number))
        if entity is None:
            continue
        with desk.row(row):
            holder = _holder(desk.register, entity)
            evidence = row.evidence or tuple((source, entity.id) for source in sorted(desk.sources)[:1])
            if not evidence:
                raise BadReference("source", "no evidence: name a source, or give the folder a sources table")
            cited = replace(row, evidence=evidence)
            values: dict[str, Any] = {
                **row_values(row, "name", "aliases", "functional", "lon", "lat"),
                "level": entity.level,
            }
            desk.plan.node("Region", entity.id, values, evidence, extra_label=str(entity.level).capitalize())
            if holder is not None:
                desk.link(cited, "PART_OF", entity, holder, {})
                entity.region = holder.id


def _level(row: CheckedRow) -> str:
    """The level given, or the one that the code tells."""
    code = row.values["id"]
    if row.values["level"] is not None or not is_register_code(code):
        return row.values["level"] or "county"
    return "province" if code.endswith("0000") else "prefecture" if code.endswith("00") else "county"


def _holder(register: Register, entity: Entity) -> Entity | None:
    codes = [entity.region] if entity.region else parent_codes(entity.id) if is_register_code(entity.id) else []
    for code in codes:
        if (holder := register.by_id.get(code)) is not None and holder.label == "Region":
            return holder
    if entity.region:
        raise BadReference("parent", f"{entity.region!r} is no region")
    return None
