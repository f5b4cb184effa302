"""regions → Region nodes and PART_OF links."""

from __future__ import annotations

from dataclasses import replace

import polars as pl

from graph.model import REGION
from graph.values import is_region_code, is_register_code, parent_codes
from loaders.columns import LOCATOR, OTHER_NAMES, SOURCE, column, reference
from loaders.identity import Entity, Unresolved
from loaders.planner import Planner
from loaders.tables.declare import InputTable


def _declare(planner: Planner, rows: pl.DataFrame) -> pl.DataFrame:
    """Make regions known by code, then, once all are known, what lies above each: paths and places need it."""
    faulty = [code for code in rows["id"].to_list() if not is_region_code(code)]
    wrong = "is no six-digit code and no x-<parent code>-<name>"
    rows = planner.reject(rows, pl.col("id").is_in(faulty), "id", wrong)
    levels = [level or _level(code) for code, level in rows.select("id", "level").iter_rows()]
    rows = rows.with_columns(pl.Series("level", levels, dtype=pl.String())).with_columns(
        pl.col("id").alias("own.id"),
        pl.lit("Region").alias("own.label"),
        pl.lit(None, pl.String()).alias("own.region"),
    )
    return _put_below(planner, _cited(planner, planner.declare(rows)))


def _put_below(planner: Planner, rows: pl.DataFrame) -> pl.DataFrame:
    """Tell what lies above each region: the region given, or the nearest that the code tells.

    A region can be named once what lies above it is known, so those that name each other in a circle stay out."""
    places = planner.register.places
    columns = ("id", "name", "aliases", "level", "parent")
    waiting = [(Entity("Region", id_, name, tuple(aliases or ()), None, level), parent)
               for id_, name, aliases, level, parent in rows.select(columns).sort("id").iter_rows()]  # fmt: skip
    reasons: dict[str, Unresolved] = {}
    told = {region.id for region, parent in waiting if parent is None}
    for region, parent in waiting:
        if parent is None:
            region.region = next((code for code in _codes_above(region.id) if code in told or places.get(code)), None)
            places.add(region)
    waiting = [one for one in waiting if one[1] is not None]
    before = len(waiting) + 1
    while len(waiting) < before:
        before, still = len(waiting), []
        for region, parent in waiting:
            found = planner.register.place(str(parent))
            if isinstance(found, Entity) and not places.lies_in(found.id, region.id):
                region.region = found.id
                places.add(region)
                reasons.pop(region.id, None)
            else:
                itself = Unresolved("lies in the region itself")
                reasons[region.id] = itself if isinstance(found, Entity) else found
                still.append((region, parent))
        waiting = still
    wrong = pl.col("id").is_in(list(reasons))
    words = {id_: unresolved.reason for id_, unresolved in reasons.items()}
    near = {id_: list(unresolved.candidates) for id_, unresolved in reasons.items()}
    told_why = pl.col("id").replace_strict(words, default="", return_dtype=pl.String())
    candidates = pl.col("id").replace_strict(near, default=None, return_dtype=pl.List(pl.String()))
    rows = planner.reject(rows, wrong, "parent", told_why, candidates)
    known = map(places.get, rows["id"].to_list())
    above = [None if one is None else one.region for one in known]
    holders = pl.Series("above.id", above, dtype=pl.String())
    return rows.with_columns(holders, pl.lit("Region").alias("above.label"))


def _plan(planner: Planner, rows: pl.DataFrame) -> None:
    """Region nodes with their level's label, linked to the nearest region above that the register knows."""
    label = pl.col("level").str.to_titlecase()
    planner.nodes(rows, "Region", extra=label)
    planner.links(rows.filter(pl.col("above.id").is_not_null()), "PART_OF", "own", "above")


def _cited(planner: Planner, rows: pl.DataFrame) -> pl.DataFrame:
    """Rows with their evidence: where they name none, the folder's one source, and the code as the place in it."""
    bare = pl.col("source_ids").is_null()
    if planner.own_source is None:
        reason = "no evidence: name a source, or give the folder a sources table with just one"
        return planner.reject(rows, bare, "source", reason)
    own = pl.concat_list(pl.lit(planner.own_source))
    return rows.with_columns(
        source_ids=pl.when(bare).then(own).otherwise("source_ids"),
        locators=pl.when(bare).then(pl.concat_list("id")).otherwise("locators"),
    )


def _level(code: str) -> str:
    """The level that a code tells."""
    if not is_register_code(code):
        return "county"
    return "province" if code.endswith("0000") else "prefecture" if code.endswith("00") else "county"


def _codes_above(code: str) -> list[str]:
    return list(parent_codes(code)) if is_register_code(code) else [code[2:8]]


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
    plan=_plan,
    exported=lambda dataset: dataset.node_rows("Region", parent="PART_OF"),
    declare=_declare,
)
