"""regions → Region nodes and PART_OF links."""

from __future__ import annotations

from dataclasses import replace

from graph.model import REGION
from graph.values import is_region_code, is_register_code, parent_codes
from loaders.columns import LOCATOR, OTHER_NAMES, SOURCE, column, reference
from loaders.identity import Entity
from loaders.plan_builder import PlanBuilder
from loaders.row_checks import BadCell, CheckedRow
from loaders.tables.declare import InputTable


def _declare(builder: PlanBuilder, rows: list[CheckedRow]) -> None:
    """Make regions known by code, then, once all are known, what lies above each: paths and places need it."""
    builder.for_each(rows, _declare_row)
    builder.for_each(rows, _put_below)


def _declare_row(builder: PlanBuilder, row: CheckedRow) -> None:
    code = row.values["id"]
    if not is_region_code(code):
        raise BadCell("id", "is no six-digit code and no x-<parent code>-<name>")
    builder.declare(row, Entity("Region", code, row.values["name"], tuple(row.values["aliases"]), None, _level(row)))


def _put_below(builder: PlanBuilder, row: CheckedRow) -> None:
    """Tell the region what lies above it."""
    region = builder.declared[row.place]
    holder = _holder(builder, row)
    if holder is not None and builder.register.lies_in(holder, region.id):
        raise BadCell("parent", "lies in the region itself")
    region.region = builder.register.by_id[region.id].region = holder.id if holder else None


def _plan_row(builder: PlanBuilder, row: CheckedRow) -> None:
    """A Region node with its level's label, linked to the nearest region above that the register knows."""
    region = builder.declared[row.place]
    cited = _cited(builder, row)
    values = {**row.values, "level": region.level}
    builder.node(cited, "Region", region.id, values, extra_label=str(region.level).capitalize())
    if region.region is not None:
        builder.link(cited, "PART_OF", region, builder.register.by_id[region.region], {})


def _cited(builder: PlanBuilder, row: CheckedRow) -> CheckedRow:
    """The row with its evidence: where it names none, the folder's one source, and the code as the place in it."""
    if row.evidence:
        return row
    if builder.own_source is None:
        raise BadCell("source", "no evidence: name a source, or give the folder a sources table with just one")
    return replace(row, evidence=((builder.own_source, row.values["id"]),))


def _level(row: CheckedRow) -> str:
    """The level given, or the one that the code tells."""
    code: str = row.values["id"]
    level: str | None = row.values["level"]
    if level is not None or not is_register_code(code):
        return level or "county"
    return "province" if code.endswith("0000") else "prefecture" if code.endswith("00") else "county"


def _holder(builder: PlanBuilder, row: CheckedRow) -> Entity | None:
    """The region above: the one given, by code, name or path, or the nearest that the code tells."""
    code, known = row.values["id"], builder.register.by_id
    above = parent_codes(code) if is_register_code(code) else [code[2:8]]
    return builder.region_of(row, "parent") or next((known[one] for one in above if one in known), None)


REGIONS = InputTable(
    "regions",
    ("地区", "行政区划"),
    "Regions that the shipped register of 2026 lacks. Without a source they cite the folder's one, by their code.",
    (
        column(REGION, "id", "编号", "代码", "区划代码", required=True),
        column(REGION, "name", "名称", "地区名称", required=True),
        OTHER_NAMES,
        column(REGION, "level", "级别", "层级"),
        reference("parent", "The region above it, by code, name or path; else the code tells.", "上级", "上级代码"),
        column(REGION, "functional", "功能区"),
        column(REGION, "lon", "经度"),
        column(REGION, "lat", "纬度"),
        replace(SOURCE, required=False),
        replace(LOCATOR, required=False),
    ),
    tells=("Region", "PART_OF"),
    plan_row=_plan_row,
    exported=lambda dataset: dataset.node_rows("Region", parent="PART_OF"),
    declare=_declare,
)
