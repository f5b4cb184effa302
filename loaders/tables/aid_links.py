"""aid_links → links of every type that the model gives a `relation`, and Programme nodes."""

from __future__ import annotations

from graph.model import RELATIONS, TAKES_PART, Choices, Kind, Property
from graph.model.common import LINK_COMMON
from loaders.columns import DATES_AND_EVIDENCE, InputColumn, reference
from loaders.identity import Entity
from loaders.load_plan import storable
from loaders.names import derived_id
from loaders.plan_builder import PlanBuilder
from loaders.row_checks import BadCell, CheckedRow
from loaders.tables.declare import InputTable
from loaders.tables.exported import ExportedDataset, ExportedRow

_HEADERS = {"form": ("形式", "帮扶形式"), "programme": ("项目", "计划")}
_RELATION = Property(
    "relation",
    Kind.STRING,
    "What ties the two sides.",
    choices=Choices(link_type.relation for link_type in RELATIONS.values() if link_type.relation),
)
_ENDS = ("helper", "helped", "relation")


def _declare(builder: PlanBuilder, rows: list[CheckedRow]) -> None:
    """Make programmes known, so that figures may be about them. Of several spellings the first in order is the name."""
    for name in sorted({row.values["programme"] for row in rows if row.values["programme"]}):
        id_ = _programme_id(name)
        if id_ not in builder.register.by_id:
            builder.register.add(Entity("Programme", id_, name))


def _plan_row(builder: PlanBuilder, row: CheckedRow) -> None:
    """A link from helper to helped (spun_off_from: from the new one to the old one), and its programme."""
    relation = row.values["relation"]
    link_type = RELATIONS[relation]
    helper = builder.refer(row, "helper", TAKES_PART)
    helped = builder.refer(row, "helped", TAKES_PART)
    if helper.id == helped.id:
        raise BadCell("helped", "is the same as the helper")
    if not link_type.joins(helper.label, helped.label):
        raise BadCell("relation", f"{link_type.type} may not go from a {helper.label} to a {helped.label}")
    declared, takes_counts = storable(link_type.type)
    values = {name: value for name, value in row.values.items() if name not in _ENDS}
    for name, value in values.items():
        if value is not None and name not in declared and not takes_counts:
            raise BadCell(name, f"can't be kept: a link {relation} has no {name}")
    if values["programme"]:
        programme = builder.register.by_id[_programme_id(values["programme"])]
        values["programme"] = programme.name
        builder.node(row, "Programme", programme.id, {"name": programme.name})
    builder.link(row, link_type.type, helper, helped, values)


def _programme_id(name: str) -> str:
    return derived_id("programme", None, name)


def _exported(dataset: ExportedDataset) -> list[ExportedRow]:
    return [
        row
        for relation, link_type in RELATIONS.items()
        for row in dataset.link_rows(link_type.type, "helper", "helped", relation=relation)
    ]


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
    plan_row=_plan_row,
    exported=_exported,
    declare=_declare,
    open_counts=True,
)  # fmt: skip
