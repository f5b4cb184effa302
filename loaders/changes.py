"""What must change in the graph: facts that are new or say something else, and facts that are gone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import blake2b

import polars as pl

from loaders.join_facts import NODE_KEY, key_columns
from loaders.load_plan import LoadPlan, link_keys

Fingerprint = dict[str, pl.DataFrame]
"""By label or type: what tells each fact from others, and a number for what it says. Good within one process only."""
_SAYS = "what it says"


@dataclass(frozen=True, slots=True)
class Gone:
    """Facts that no dataset states any more: rows of nodes (id) by label, and of links (start, key) by type."""

    nodes: dict[str, list[dict[str, str]]]
    links: dict[str, list[dict[str, str]]]


def fingerprint(plan: LoadPlan) -> Fingerprint:
    """A number for what each fact of a plan says."""
    return {kind: frame.select(*key, _says(frame, key)) for kind, key, frame in _kinds(plan)}


def to_write(plan: LoadPlan, before: Fingerprint) -> LoadPlan:
    """The facts of a plan that are new or say something else than before."""
    written = LoadPlan()
    for kind, key, frame in _kinds(plan):
        into = written.nodes if kind in plan.nodes else written.links
        if (known := before.get(kind)) is None:
            into[kind] = frame
            continue
        now = frame.with_columns(_says(frame, key))
        same = now.join(_aligned(known, key), on=[*key, _SAYS], how="semi", nulls_equal=True, maintain_order="left")
        into[kind] = frame.join(same.select(key), on=key, how="anti", nulls_equal=True, maintain_order="left")
    return written


def gone(plan: LoadPlan, before: Fingerprint) -> Gone:
    """The facts that were there before and are in the plan no longer."""
    now = {kind: (key, frame) for kind, key, frame in _kinds(plan)}
    nodes: dict[str, list[dict[str, str]]] = {}
    links: dict[str, list[dict[str, str]]] = {}
    for kind, known in before.items():
        key, frame = now.get(kind, (tuple(name for name in known.columns if name != _SAYS), None))
        left = known if frame is None else _aligned(known, key).join(frame, on=key, how="anti", nulls_equal=True)
        if not left.height:
            continue
        if key == NODE_KEY:
            nodes[kind] = left.select("id").sort("id").to_dicts()
        else:
            links[kind] = left.select("start", link_keys(kind, left)).sort("key").to_dicts()
    return Gone(nodes, links)


def _kinds(plan: LoadPlan) -> Iterator[tuple[str, tuple[str, ...], pl.DataFrame]]:
    for label, frame in plan.nodes.items():
        yield label, NODE_KEY, frame
    for type_, frame in plan.links.items():
        key = key_columns(type_)
        yield type_, key, _aligned(frame, key)


def _aligned(frame: pl.DataFrame, key: tuple[str, ...]) -> pl.DataFrame:
    return frame.with_columns(pl.lit(None, pl.String()).alias(name) for name in key if name not in frame.columns)


def _says(frame: pl.DataFrame, key: tuple[str, ...]) -> pl.Expr:
    """A number for all values of each row, the same whatever columns there are for values that are unknown."""
    numbers = []
    for name, type_ in frame.schema.items():
        if name in key or name == "ats":
            continue
        value = pl.col(name).list.join("\x1f") if isinstance(type_, pl.List) else pl.col(name)
        seed = int.from_bytes(blake2b(name.encode(), digest_size=7).digest())
        numbers.append(pl.when(value.is_null()).then(0).otherwise(value.hash(seed)).cast(pl.UInt64))
    # Numbers of this size are added without a carry.
    return pl.sum_horizontal(numbers).alias(_SAYS) if numbers else pl.lit(0, pl.UInt64()).alias(_SAYS)
