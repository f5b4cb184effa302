"""What rows state, before it is joined: nodes and links as frames, one row for each statement of a row of a table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache

import polars as pl

from graph.model import LINK_TYPE, NODE_TYPE, Kind, LinkType, NodeType, Property

_WRITTEN_APART = {"id", "key", "datasets", "run", "source_ids", "locators"}
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


EVIDENCE = ("source_ids", "locators")
"""Columns that hold the evidence of a row, one for one."""


@dataclass(slots=True)
class Facts:
    """Statements of nodes by label and of links by type. `at` is the row that states it; `rejected` rows state nothing.

    Nodes have `id` and `extra_label`, links `start_label`, `start`, `end_label` and `end`; then what is stored of them.
    """

    by_label: dict[str, list[pl.DataFrame]] = field(default_factory=dict)
    by_type: dict[str, list[pl.DataFrame]] = field(default_factory=dict)
    rejected: set[int] = field(default_factory=set)

    def nodes(self, rows: pl.DataFrame, label: str, *, id_: str = "own.id", extra: pl.Expr | None = None) -> None:
        """Plan a node for each row, with the row's evidence where the label keeps some."""
        evidence = EVIDENCE if is_cited(label) else ()
        names = [name for prop in storable(label)[0].values() for name in prop.said if name in rows.columns]
        frame = rows.select(
            "at",
            pl.col(id_).alias("id"),
            (pl.lit(None) if extra is None else extra).alias("extra_label"),
            *names,
            *evidence,
        )
        self.add(NODE_TYPE[label], with_defaults(typed(frame, label), label))

    def links(
        self, rows: pl.DataFrame, type_: str, start: str, end: str, values: Sequence[str] = (), **constants: object
    ) -> None:
        """Plan a link for each row, from what one column means to what another means, with the row's evidence.

        `values` are columns that it keeps; what the type doesn't declare is left out. A link without direction is
        stored once, from the smaller id to the larger."""
        declared, is_open = storable(type_)
        wanted = [name for name in values if name in rows.columns and (is_open or name in declared)]
        stored = [name for one in wanted for name in (declared[one].said if one in declared else (one,))]
        ends = {
            "start_label": f"{start}.label",
            "start": f"{start}.id",
            "end_label": f"{end}.label",
            "end": f"{end}.id",
        }
        frame = rows.select(
            "at",
            *(pl.col(old).alias(new) for new, old in ends.items()),
            *dict.fromkeys(stored),
            *(pl.lit(value).alias(name) for name, value in constants.items()),
            *EVIDENCE,
        )
        if not LINK_TYPE[type_].directed:
            frame = in_order(frame)
        self.add(LINK_TYPE[type_], with_defaults(typed(frame, type_), type_))

    def add(self, kind: NodeType | LinkType, stated: pl.DataFrame) -> None:
        """Add statements of one label or type."""
        if not stated.height:
            return
        if isinstance(kind, NodeType):
            self.by_label.setdefault(kind.label, []).append(stated)
        else:
            self.by_type.setdefault(kind.type, []).append(stated)


def in_order(stated: pl.DataFrame) -> pl.DataFrame:
    """Links without direction from the smaller id to the larger."""
    turned = pl.col("end") < pl.col("start")
    pairs = (("start", "end"), ("start_label", "end_label"))
    return stated.with_columns(
        pl.when(turned).then(other).otherwise(one).alias(one) for pair in pairs for one, other in (pair, pair[::-1])
    )


@cache
def is_cited(label: str) -> bool:
    """Whether nodes of a label hold evidence: sources and programmes don't."""
    return any(prop.name == "source_ids" for prop in NODE_TYPE[label].properties)


@cache
def storable(kind: str) -> tuple[dict[str, Property], bool]:
    """Properties that a row's values may become, by name, and whether counts of any name may join them."""
    properties = NODE_TYPE[kind].properties if kind in NODE_TYPE else LINK_TYPE[kind].properties
    is_open = any(prop.open_ended for prop in properties)
    declared = {
        prop.name: prop
        for prop in properties
        if not (prop.open_ended or prop.is_derived or prop.name in _WRITTEN_APART)
    }
    return declared, is_open


@cache
def stored_types(kind: str) -> dict[str, pl.DataType]:
    """Types of all stored properties of a label or link type, by name; day integers among them."""
    declared, _ = storable(kind)
    types: dict[str, pl.DataType] = {}
    for prop in declared.values():
        types |= dict(zip(prop.said, (TYPES[prop.kind], pl.Int64()), strict=False))
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
