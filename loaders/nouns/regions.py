"""regions → Region nodes and PART_OF links."""

from __future__ import annotations

from dataclasses import replace

from graph.values import is_region_code, is_register_code, parent_codes
from loaders.desk import BadReference, Desk
from loaders.identity import Entity, Register, Unresolved
from loaders.plan import row_values
from loaders.rows import CheckedRow


def declare_regions(desk: Desk, rows: list[CheckedRow]) -> None:
    """Make regions known by code, then, once all are known, what lies above each: paths and places need it."""
    for row in rows:
        with desk.row(row):
            code = row.values["id"]
            if not is_region_code(code):
                raise BadReference("id", "is no six-digit code and no x-<parent code>-<name>")
            desk.declare(
                row, Entity("Region", code, row.values["name"], tuple(row.values["aliases"]), None, _level(row))
            )
    for row in rows:
        # Taken off the desk, and put back if nothing is wrong with what lies above.
        region = desk.declared.pop((row.file, row.number), None)
        if region is None:
            continue
        with desk.row(row):
            holder = _holder(desk.register, row)
            if holder is not None and desk.register.lies_in(holder, region.id):
                raise BadReference("parent", "lies in the region itself")
            region.region = desk.register.by_id[region.id].region = holder.id if holder else None
            desk.declared[row.file, row.number] = region


def plan_regions(desk: Desk, rows: list[CheckedRow]) -> None:
    """Region nodes with their level's label, each linked to the nearest region above that the register knows."""
    for row in rows:
        if (region := desk.declared.get((row.file, row.number))) is None:
            continue
        with desk.row(row):
            cited = _cited(desk, row)
            values = row_values(row, "name", "aliases", "functional", "lon", "lat") | {"level": region.level}
            desk.node(cited, "Region", region.id, values, extra_label=str(region.level).capitalize())
            if region.region is not None:
                desk.link(cited, "PART_OF", region, desk.register.by_id[region.region], {})


def _cited(desk: Desk, row: CheckedRow) -> CheckedRow:
    """The row with its evidence: where it names none, the folder's one source, and the code as the place in it."""
    if row.evidence:
        return row
    if desk.own_source is None:
        raise BadReference("source", "no evidence: name a source, or give the folder a sources table with just one")
    return replace(row, evidence=((desk.own_source, row.values["id"]),))


def _level(row: CheckedRow) -> str:
    """The level given, or the one that the code tells."""
    code: str = row.values["id"]
    level: str | None = row.values["level"]
    if level is not None or not is_register_code(code):
        return level or "county"
    return "province" if code.endswith("0000") else "prefecture" if code.endswith("00") else "county"


def _holder(register: Register, row: CheckedRow) -> Entity | None:
    """The region above: the one given, by code, name or path, or the nearest that the code tells."""
    code, parent = row.values["id"], row.values["parent"]
    if parent is not None:
        try:
            return register.region(parent)
        except Unresolved as error:
            raise BadReference("parent", error.reason, error.candidates) from error
    above = parent_codes(code) if is_register_code(code) else [code[2:8]]
    return next((register.by_id[known] for known in above if known in register.by_id), None)
