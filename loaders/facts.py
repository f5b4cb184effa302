"""What rows state, before it is joined: nodes and links as frames, one row for each statement of a row of a table."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache

import polars as pl

from graph.model import LINK_TYPE, NODE_TYPE, Kind, LinkType, NodeType, Property

_WRITTEN_APART = {"id", "key", "dataset", "datasets", "run", "source_ids", "locators"}
TYPES = {
    Kind.STRING: pl.String(),
    Kind.STRINGS: pl.List(pl.String()),
    Kind.INTEGER: pl.Int64(),
    Kind.FLOAT: pl.Float64(),
    Kind.BOOLEAN: pl.Boolean(),
    Kind.DATE: pl.String(),
    Kind.DATES: pl.List(pl.String()),
}
"""How values of a kind stand in a frame."""


@dataclass(slots=True)
class Facts:
    """Statements of nodes by label and of links by type. `at` is the row that states it; `rejected` rows state nothing.

    Nodes have `id` and `extra_label`, links `start_label`, `start`, `end_label` and `end`; then what is stored of them.
    """

    nodes: dict[str, list[pl.DataFrame]] = field(default_factory=dict)
    links: dict[str, list[pl.DataFrame]] = field(default_factory=dict)
    rejected: set[int] = field(default_factory=set)

    def add(self, kind: NodeType | LinkType, stated: pl.DataFrame) -> None:
        """Add statements of one label or type."""
        if not stated.height:
            return
        if isinstance(kind, NodeType):
            self.nodes.setdefault(kind.label, []).append(stated)
        else:
            self.links.setdefault(kind.type, []).append(stated)


@cache
def is_cited(label: str) -> bool:
    """Whether nodes of a label hold evidence: sources and programmes don't."""
    return any(prop.name == "source_ids" for prop in NODE_TYPE[label].properties)


@cache
def storable(kind: str) -> tuple[dict[str, Property], bool]:
    """Properties that a row's values may become, by name, and whether counts of any name may join them."""
    properties = NODE_TYPE[kind].properties if kind in NODE_TYPE else LINK_TYPE[kind].properties
    is_open = any(prop.open_ended for prop in properties)
    return {prop.name: prop for prop in properties if not prop.open_ended and prop.name not in _WRITTEN_APART}, is_open


@cache
def stored_types(kind: str) -> dict[str, pl.DataType]:
    """Types of all stored properties of a label or link type, by name; day integers among them."""
    declared, _ = storable(kind)
    types: dict[str, pl.DataType] = {}
    for prop in declared.values():
        types |= dict(zip(prop.stored, (TYPES[prop.kind], pl.Int64()), strict=False))
    return types


def typed(stated: pl.DataFrame, kind: str) -> pl.DataFrame:
    """The frame with the types of the model, so that frames of several tables fit together."""
    types = stored_types(kind)
    return stated.with_columns(pl.col(name).cast(types[name]) for name in stated.columns if name in types)


def with_defaults(stated: pl.DataFrame, kind: str) -> pl.DataFrame:
    """The frame with what the model lets unknown values stand for."""
    unsaid = {name: prop.default for name, prop in storable(kind)[0].items() if prop.default is not None}
    return stated.with_columns(
        (pl.col(name).fill_null(value) if name in stated.columns else pl.lit(value)).alias(name)
        for name, value in unsaid.items()
    )
