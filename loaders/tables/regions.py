"""regions → Region nodes and PART_OF links."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice

import polars as pl

from graph.model import REGION
from loaders.columns import LOCATOR, OTHER_NAMES, SOURCE, column, reference
from loaders.country import ROOT_LEVEL, CountryRegister, fault_of
from loaders.facts import EVIDENCE
from loaders.identity import Entity, Unresolved
from loaders.places import Places, china
from loaders.planner import Planner
from loaders.tables.declare import InputTable

_DEEPEST = 20
"""How many regions may hold one another."""


def _declare(planner: Planner, rows: pl.DataFrame) -> pl.DataFrame:
    """Make regions known by code, then, once all are known, what lies above each: paths and places need it."""
    ids = [planner.country.id_of(id_) for id_ in rows["id"].to_list()]
    rows = rows.with_columns(pl.Series("id", ids, dtype=pl.String()))
    faults = {id_: fault for id_ in ids if (fault := fault_of(id_))}
    told_why = pl.col("id").replace_strict(faults, default=None, return_dtype=pl.String())
    rows = planner.reject(rows, told_why.is_not_null(), "id", told_why)
    levels = [level or china.level_of(id_) or "county" for id_, level in rows.select("id", "level").iter_rows()]
    rows = _in_country(rows.with_columns(pl.Series("level", levels, dtype=pl.String())), planner.country).with_columns(
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
            above = [*china.codes_above(region.id), *planner.country.above(region.id, region.level)]
            region.region = next((id_ for id_ in above if id_ in told or places.get(id_)), None)
            places.add(region)
    waiting = [one for one in waiting if one[1] is not None]
    before = len(waiting) + 1
    while len(waiting) < before:
        before, still = len(waiting), []
        for region, parent in waiting:
            found = planner.register.place(str(parent))
            fault = found if isinstance(found, Unresolved) else _fault_of_holder(places, found.id, region.id)
            if isinstance(found, Entity) and fault is None:
                region.region = found.id
                places.add(region)
                reasons.pop(region.id, None)
            elif fault is not None:
                reasons[region.id] = fault
                still.append((region, parent))
        waiting = still
    wrong = pl.col("id").is_in(list(reasons))
    words = {id_: unresolved.reason for id_, unresolved in reasons.items()}
    near = {id_: list(unresolved.candidates) for id_, unresolved in reasons.items()}
    told_why = pl.col("id").replace_strict(words, default="", return_dtype=pl.String())
    candidates = pl.col("id").replace_strict(near, default=None, return_dtype=pl.List(pl.String()))
    rows = planner.reject(rows, wrong, "parent", told_why, candidates)
    known = map(places.get, rows["id"].to_list())
    holders = [None if one is None else one.region for one in known]
    return rows.with_columns(pl.Series("above.id", holders, dtype=pl.String()), pl.lit("Region").alias("above.label"))


def _fault_of_holder(places: Places, holder: str, region: str) -> Unresolved | None:
    """Why a region can't lie in another one, if anything."""
    above = [holder, *islice(places.codes_above(holder), _DEEPEST)]
    if len(above) > _DEEPEST:
        return Unresolved(f"lies {_DEEPEST} regions deep: no more are kept")
    return Unresolved("lies in the region itself") if region in above else None


def _plan(planner: Planner, rows: pl.DataFrame) -> None:
    """Region nodes with their level's label, linked to the nearest region above that the register knows."""
    label = pl.col("level").str.to_titlecase()
    planner.facts.nodes(rows, "Region", extra=label)
    planner.facts.links(rows.filter(pl.col("above.id").is_not_null()), "PART_OF", "own", "above")


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


def _in_country(rows: pl.DataFrame, country: CountryRegister) -> pl.DataFrame:
    """Rows with the country's own words for their levels, and its root, which the first row's evidence states.

    Regions of the highest level that a country has lie in its root where they don't say in what."""
    words = pl.col("level").replace_strict(dict(country.levels), default=None, return_dtype=pl.String())
    rows = rows.with_columns(level_name=pl.coalesce("level_name", words))
    if country.root is None or not rows.height or country.root[0] in rows["id"]:
        return rows
    id_, name = country.root
    kept = ("at", "file", "row", *EVIDENCE)
    said = {
        "id": pl.lit(id_),
        "name": pl.lit(name),
        "level": pl.lit(ROOT_LEVEL),
        "locators": pl.concat_list(pl.lit(id_)),
    }
    nothing = [pl.lit(None, type_).alias(column) for column, type_ in rows.schema.items() if column not in kept]
    root = rows.head(1).with_columns(*nothing).with_columns(**said)
    return pl.concat([root, rows])


REGIONS = InputTable(
    "regions",
    ("地区", "行政区划"),
    "Regions that the shipped register of 2026 lacks, such as those of another country. Without a source they cite the "
    "folder's one, by their code.",
    (
        column(REGION, "id", "编号", "代码", "区划代码", required=True),
        column(REGION, "name", "名称", "地区名称", required=True),
        OTHER_NAMES,
        column(REGION, "level", "级别", "层级"),
        column(REGION, "level_name", "级别名称"),
        reference("parent", "The region above it, by code, name or path; else the code tells.", "上级", "上级代码"),
        column(REGION, "functional", "功能区"),
        column(REGION, "lon", "经度"),
        column(REGION, "lat", "纬度"),
        replace(SOURCE, required=False),
        replace(LOCATOR, required=False),
    ),
    tells=("Region", "PART_OF"),
    plan=_plan,
    declare=_declare,
)
