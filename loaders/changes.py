"""What must change in the graph: facts that are new or say something else, and facts that are gone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import blake2b

import polars as pl

from graph.model import NODE_TYPE
from loaders.join_facts import NODE_KEY, key_columns
from loaders.load_plan import LoadPlan, link_keys

Fingerprint = dict[str, pl.LazyFrame]
"""By label or type: what tells each fact from others, a number for that, and one for all it says.

The numbers are good where `sample_number` is the same. They are looked up in place of what they stand for: a join by as
many columns as a link's key has takes several times the memory."""
_FACT, _ALL_IT_SAYS = "number of the fact", "number of all it says"


@dataclass(frozen=True, slots=True)
class Gone:
    """Facts that no dataset states any more: rows of nodes (id) by label, and of links (start, key) by type."""

    nodes: dict[str, list[dict[str, str]]]
    links: dict[str, list[dict[str, str]]]


def fingerprint(plan: LoadPlan) -> Fingerprint:
    """Numbers for each fact of a plan, and for what it says."""
    return {kind: frame.lazy() for kind, frame in numbered(plan)}


def numbered(plan: LoadPlan) -> Iterator[tuple[str, pl.DataFrame]]:
    """The same, one label or type after the other."""
    for kind, key, frame in _kinds(plan):
        yield kind, frame.select(*key, _fact(key), _all_it_says(frame))


def heights(known: Fingerprint) -> dict[str, int]:
    """How many facts there are of each label and type."""
    return {kind: frame.select(pl.len()).collect().item() for kind, frame in known.items()}


def to_write(plan: LoadPlan, before: Fingerprint) -> LoadPlan:
    """The facts of a plan that are new or say something else than before."""
    written = LoadPlan()
    for kind, _, frame in _kinds(plan):
        into = written.nodes if kind in plan.nodes else written.links
        known = before.get(kind)
        into[kind] = (
            frame if known is None else _but_for(frame.lazy(), _all_it_says(frame), _column(known, _ALL_IT_SAYS))
        )
    return written


def gone(plan: LoadPlan, before: Fingerprint) -> Gone:
    """The facts that were there before and are in the plan no longer."""
    now = {kind: frame.select(_fact(key)).to_series() for kind, key, frame in _kinds(plan)}
    nodes: dict[str, list[dict[str, str]]] = {}
    links: dict[str, list[dict[str, str]]] = {}
    for kind, known in before.items():
        left = _but_for(known, pl.col(_FACT), now[kind]) if kind in now else known.collect()
        if not left.height:
            continue
        if kind in NODE_TYPE:
            nodes[kind] = left.select("id").sort("id").to_dicts()
        else:
            links[kind] = left.select("start", link_keys(kind, left)).sort("key").to_dicts()
    return Gone(nodes, links)


def _column(known: pl.LazyFrame, name: str) -> pl.Series:
    return known.select(name).collect().to_series()


def _but_for(frame: pl.LazyFrame, number: pl.Expr, known: pl.Series) -> pl.DataFrame:
    return frame.filter(~number.is_in(known.implode())).collect()


def _kinds(plan: LoadPlan) -> Iterator[tuple[str, tuple[str, ...], pl.DataFrame]]:
    for label, frame in plan.nodes.items():
        yield label, NODE_KEY, frame
    for type_, frame in plan.links.items():
        key = key_columns(type_)
        yield type_, key, _aligned(frame, key)


def _aligned(frame: pl.DataFrame, key: tuple[str, ...]) -> pl.DataFrame:
    return frame.with_columns(pl.lit(None, pl.String()).alias(name) for name in key if name not in frame.columns)


def _fact(key: tuple[str, ...]) -> pl.Expr:
    """A number for what tells each row's fact from others."""
    return pl.sum_horizontal(_number(name, pl.col(name)) for name in key).alias(_FACT)


def _all_it_says(frame: pl.DataFrame) -> pl.Expr:
    """A number for all values of each row, the same whatever columns there are for values that are unknown."""
    values = {
        name: pl.col(name).list.join("\x1f") if isinstance(type_, pl.List) else pl.col(name)
        for name, type_ in frame.schema.items()
        if name != "ats"
    }
    return pl.sum_horizontal(_number(name, value) for name, value in values.items()).alias(_ALL_IT_SAYS)


def _number(name: str, value: pl.Expr) -> pl.Expr:
    """A number for what a column says; 0 where it says nothing. Numbers of this size are added without a carry."""
    seed = int.from_bytes(blake2b(name.encode(), digest_size=7).digest())
    return pl.when(value.is_null()).then(0).otherwise(value.hash(seed)).cast(pl.UInt64)


def sample_number() -> int:
    """A number for a sample of values: another build of polars, or another processor, may make others of all."""
    sample = pl.DataFrame({"text": ["活水"], "list": [["a", "b"]], "count": [1], "share": [0.5], "is": [True]})
    return int(sample.select(_all_it_says(sample)).item())
