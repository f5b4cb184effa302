"""aid_links → links of every type that the model gives a `relation`, and Programme nodes."""

from __future__ import annotations

import polars as pl

from graph.model import RELATIONS, TAKES_PART, Choices, Kind, LinkType, Property
from graph.model.common import LINK_COMMON
from loaders.columns import DATES_AND_EVIDENCE, InputColumn, reference
from loaders.declared_names import Naming
from loaders.facts import storable
from loaders.planner import Planner, given_columns
from loaders.tables.declare import InputTable

_HEADERS = {"form": ("形式", "帮扶形式"), "programme": ("项目", "计划")}
_RELATION = Property(
    "relation",
    Kind.STRING,
    "What ties the two sides.",
    choices=Choices(link_type.relation for link_type in RELATIONS.values() if link_type.relation),
)
_ENDS = ("helper", "helped", "relation")
HELPERS = TAKES_PART
HELPED = TAKES_PART


def _declare(planner: Planner, rows: pl.DataFrame) -> pl.DataFrame:
    """Make programmes known, so that figures may be about them; and the two sides, where names declare."""
    rows = rows.with_columns(programme=planner.programmes(rows["programme"]))
    planner.names.gather(rows, Naming("aid_links", "helper", HELPERS))
    planner.names.gather(rows, Naming("aid_links", "helped", HELPED))
    return rows


def _plan(planner: Planner, rows: pl.DataFrame) -> None:
    """Links from helper to helped (spun_off_from: from the new one to the old one)."""
    rows = planner.refer(rows, "helper", HELPERS)
    rows = planner.refer(rows, "helped", HELPED)
    rows = planner.reject(rows, pl.col("helper.id") == pl.col("helped.id"), "helped", "is the same as the helper")
    for relation, link_type in RELATIONS.items():
        if (of := rows.filter(pl.col("relation") == relation)).height:
            _plan_relation(planner, of, relation, link_type)


def _plan_relation(planner: Planner, rows: pl.DataFrame, relation: str, link_type: LinkType) -> None:
    pairs = rows.select("helper.label", "helped.label").unique().rows()
    for start, end in pairs:
        if not link_type.joins(start, end):
            wrong = (pl.col("helper.label") == start) & (pl.col("helped.label") == end)
            reason = f"{link_type.type} may not go from a {start} to a {end}"
            rows = planner.reject(rows, wrong, "relation", reason)
    declared, takes_counts = storable(link_type.type)
    values = [name for name in given_columns(rows) if name not in _ENDS]
    for name in values:
        if name not in declared and not takes_counts:
            reason = f"can't be kept: a link {relation} has no {name}"
            rows = planner.reject(rows, pl.col(name).is_not_null(), name, reason)
    planner.facts.links(rows, link_type.type, "helper", "helped", values)


_OWN_PROPERTIES = {
    prop.name: prop
    for link_type in RELATIONS.values()
    for prop in link_type.properties
    if prop not in LINK_COMMON and not prop.open_ended
}

AID_LINKS = InputTable(
    "aid_links",
    ("帮扶", "帮扶关系"),
    "Who helps, is paired with, manages or came out of whom.",
    (
        reference("helper", "The side that helps, manages, or is new.", "帮扶方", "支援方", required=True),
        reference("helped", "The side that is helped or managed, or that it came out of.", "受援方", "被帮扶方",
                  required=True),
        InputColumn(_RELATION, ("关系",), required=True),
        *(InputColumn(prop, _HEADERS.get(name, ())) for name, prop in _OWN_PROPERTIES.items()),
        *DATES_AND_EVIDENCE,
    ),
    tells=("Programme", *(link_type.type for link_type in RELATIONS.values())),
    plan=_plan,
    declare=_declare,
    open_counts=True,
)  # fmt: skip
