"""Former ids: what else a thing went by, so that an address or a citation with such an id still leads to it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping

import polars as pl

from graph.model import NODE_TYPE
from graph.model.common import FORMER_IDS
from loaders.load_plan import LoadPlan
from loaders.names import derived_id

_DERIVED = re.compile("(.+)-([^-]+)-[0-9a-f]{10}")
"""An id of a name: what it is an id of, and the region's code."""


def mark_former_ids(plan: LoadPlan, stands: Mapping[str, str]) -> None:
    """Let nodes tell the ids that they had: of what is one with them by decision, and of names that they had before.

    `stands` tells by such an id whose it is. An id that a node of the plan has is nobody's former one."""
    gone: defaultdict[str, list[str]] = defaultdict(list)
    for written, meant in stands.items():
        gone[meant].append(written)
    taken = pl.concat([frame["id"] for frame in plan.nodes.values()]) if plan.nodes else pl.Series(dtype=pl.String())
    for label, nodes in plan.nodes.items():
        if FORMER_IDS not in NODE_TYPE[label].properties:
            continue
        aliases = pl.col("aliases") if "aliases" in nodes.columns else pl.lit(None, pl.List(pl.String()))
        known = nodes.select("id", aliases=aliases.fill_null([]))
        known = known.filter((pl.col("aliases").list.len() > 0) | pl.col("id").is_in(list(gone)))
        told = {id_: sorted({*gone[id_], *_of_names(id_, names)} - {id_}) for id_, names in known.iter_rows()}
        rows = [(id_, former) for id_, formers in told.items() for former in formers]
        former = pl.DataFrame(rows, schema={"id": pl.String(), FORMER_IDS.name: pl.String()}, orient="row")
        former = former.filter(~pl.col(FORMER_IDS.name).is_in(taken.implode()))
        if former.height:
            listed = former.group_by("id").agg(pl.col(FORMER_IDS.name).sort())
            plan.nodes[label] = nodes.join(listed, on="id", how="left", maintain_order="left")


def _of_names(id_: str, names: Iterable[str]) -> list[str]:
    """The ids that a thing had if these were its names, where its own id is derived from its name."""
    derived = _DERIVED.fullmatch(id_)
    return [derived_id(derived[1], derived[2], name) for name in names] if derived else []
