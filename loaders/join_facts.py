"""Joining what rows state: each node and link once, with all the evidence for it; contradictions are rejects.

Facts that several rows state are joined as columns. Only rows of facts that are stated differently are taken one by
one, in their order: such a row goes in as a whole or not at all."""

from __future__ import annotations

from collections.abc import Iterator
from heapq import merge
from itertools import chain, groupby
from operator import itemgetter
from typing import Any, NamedTuple

import polars as pl

from graph.model import LINK_TYPE
from loaders.facts import EVIDENCE, Facts, storable
from loaders.load_plan import PART, LoadPlan
from loaders.names import may_repeat, name_key, name_keys, natural
from loaders.rejects import Reject
from loaders.said import RowPlaces

NODE_KEY = ("id",)
"""What makes nodes of a label the same node."""
ENDS = ("start_label", "start", "end_label", "end")


class StatedFact(NamedTuple):
    """What a row says of one fact; only values that can contradict another row's."""

    at: int
    kind: str
    key: tuple[Any, ...]
    values: dict[str, Any]


def join_facts(facts: Facts, places: RowPlaces, rejects: list[Reject]) -> LoadPlan:
    """Make a plan of what a dataset's rows state, and use that up. `places` tells the file and row of each `at`."""
    kinds: list[tuple[str, tuple[str, ...], list[pl.DataFrame]]] = [
        (label, NODE_KEY, frames) for label, frames in facts.by_label.items()
    ]
    kinds += [(type_, key_columns(type_), frames) for type_, frames in facts.by_type.items()]
    stated = {kind: _together(frames, facts.rejected) for kind, _, frames in kinds}
    # A country's facts are to be there once, not as they were stated and joined.
    for _, _, frames in kinds:
        frames.clear()
    stated |= {type_: dated(type_, stated[type_]) for type_ in facts.by_type}
    keys = {kind: key for kind, key, _ in kinds}
    for kind, frame in stated.items():
        unsaid = [pl.lit(None, pl.String()).alias(name) for name in keys[kind] if name not in frame.columns]
        stated[kind] = frame.with_columns(unsaid)
    wrong = _contradictions({kind: _at_odds(frame, keys[kind]) for kind, frame in stated.items()}, keys, places)
    rejects += wrong
    plan = LoadPlan()
    for kind in keys:
        frame = stated.pop(kind)
        if wrong:
            frame = frame.filter(~pl.col("at").is_in([reject.at for reject in wrong]))
        if frame.height:
            (plan.nodes if kind in facts.by_label else plan.links)[kind] = _joined(kind, frame, keys[kind])
    return plan


def key_columns(type_: str) -> tuple[str, ...]:
    """What makes links of a type the same link."""
    return (*ENDS, *LINK_TYPE[type_].distinguished_by)


def _together(frames: list[pl.DataFrame], rejected: set[int]) -> pl.DataFrame:
    whole = pl.concat(frames, how="diagonal")
    if "name" in whole.columns and "aliases" not in whole.columns:
        # A second spelling of a name becomes an alias.
        whole = whole.with_columns(aliases=pl.lit(None, pl.List(pl.String())))
    return whole.filter(~pl.col("at").is_in(list(rejected))) if rejected else whole


def dated(type_: str, stated: pl.DataFrame) -> pl.DataFrame:
    """Statements without a date take that of the only dated ones of the same link: they mean that link."""
    if "since" not in key_columns(type_) or "since_day" not in stated.columns:
        return stated
    same = [name for name in key_columns(type_) if name != "since" and name in stated.columns]
    by_link = stated.filter(pl.col("since").is_not_null()).group_by(same)
    dates = by_link.agg(pl.col("since", "since_day").first(), starts=pl.col("since").n_unique())
    one = dates.filter(pl.col("starts") == 1).drop("starts")
    meant = stated.join(one, on=same, how="left", suffix=" meant", nulls_equal=True, maintain_order="left")
    return meant.with_columns(pl.coalesce(name, f"{name} meant").alias(name) for name in ("since", "since_day")).drop(
        "since meant", "since_day meant"
    )


def _scalars(frame: pl.DataFrame, key: tuple[str, ...]) -> list[str]:
    """Columns in which two rows may contradict each other: lists are joined."""
    others = {"at", "extra_label", "entailed", *key}
    return [name for name, type_ in frame.schema.items() if name not in others and not isinstance(type_, pl.List)]


def _at_odds(frame: pl.DataFrame, key: tuple[str, ...]) -> pl.DataFrame:
    """The statements of facts that rows state differently."""
    shared = frame.filter(may_repeat(frame.select(key)))
    names = _scalars(frame, key)
    told = shared.with_columns(name_keys(shared["name"]).alias("name")) if "name" in names else shared
    different = told.group_by(key).agg(pl.col(names).drop_nulls().n_unique())
    odd = different.filter(pl.any_horizontal(pl.lit(value=False), pl.col(names) > 1))
    return shared.join(odd.select(key), on=key, how="semi", nulls_equal=True).select("at", *key, *names).sort("at")


def _contradictions(
    at_odds: dict[str, pl.DataFrame], keys: dict[str, tuple[str, ...]], places: RowPlaces
) -> list[Reject]:
    """Rejects of the rows that contradict those before them, which stand."""
    known: dict[tuple[str, tuple[Any, ...]], tuple[int, dict[str, Any]]] = {}
    wrong: list[Reject] = []
    statements = [_statements(kind, frame, keys[kind]) for kind, frame in at_odds.items()]
    for at, of_row in groupby(merge(*statements, key=itemgetter(0)), key=itemgetter(0)):
        merged: dict[tuple[str, tuple[Any, ...]], tuple[int, dict[str, Any]]] = {}
        for one in of_row:
            fact = one.kind, one.key
            first, before = merged.get(fact) or known.get(fact) or (at, {})
            column = next((name for name, after in one.values.items() if _differ(name, before.get(name), after)), None)
            if column is not None:
                wrong.append(_contradiction(column, before[column], one.values[column], at, first, places))
                break
            merged[fact] = first, {**one.values, **before}
        else:
            known |= merged
    return wrong


def _statements(kind: str, frame: pl.DataFrame, key: tuple[str, ...]) -> Iterator[StatedFact]:
    for row in chain.from_iterable(part.iter_rows(named=True) for part in frame.iter_slices(PART)):
        at, of = row.pop("at"), tuple(row.pop(name) for name in key)
        yield StatedFact(at, kind, of, {name: value for name, value in row.items() if value is not None})


def _differ(column: str, before: Any, after: Any) -> bool:
    """Whether two rows' values contradict each other; two spellings of a name don't."""
    if before is None or before == after:
        return False
    return column != "name" or name_key(before) != name_key(after)


def _contradiction(column: str, before: Any, after: Any, at: int, first: int, places: RowPlaces) -> Reject:
    file, row = places.of(at)
    other, number = places.of(first)
    reason = f"contradicts row {number} of {other}, which states the same fact: {before!r} there, {after!r} here"
    return Reject(file, row, column, str(after), reason, at=at)


def _joined(kind: str, frame: pl.DataFrame, key: tuple[str, ...]) -> pl.DataFrame:
    """Each fact once, with what all rows say of it, in an order that doesn't depend on the rows'."""
    several = may_repeat(frame.select(key))
    alone = frame.filter(~several) if several.any() else frame
    alone = alone.with_columns(ats=pl.concat_list("at")).drop("at")
    if alone.height == frame.height:
        return alone
    shared = frame.filter(several).with_columns(fact=pl.struct(key).rank("dense"))
    if "name" in shared.columns:
        shared = shared.with_columns(called=pl.col("name").min().over("fact"))
    lists = [name for name, type_ in frame.schema.items() if isinstance(type_, pl.List) and name not in EVIDENCE]
    whole = shared.group_by("fact").agg(
        pl.col(key).first(),
        pl.col(_scalars(frame, key)).drop_nulls().min(),
        *(pl.col(name).drop_nulls().first() for name in ("extra_label",) if name in frame.columns),
        # What one row states is stated, though it also follows from what others say.
        *(pl.col(name).is_not_null().all().replace(False, None) for name in ("entailed",) if name in frame.columns),
        pl.col("at").unique().sort().alias("ats"),
    )
    parts = [union_of_lists(kind, shared, name) for name in lists]
    if set(EVIDENCE) <= set(frame.columns):
        parts.append(union_of_evidence(shared))
    for part in parts:
        whole = whole.join(part, on="fact", how="left")
    return pl.concat([alone, whole.select(alone.columns)])


def union_of_lists(kind: str, shared: pl.DataFrame, name: str) -> pl.DataFrame:
    """What the lists of all rows hold, by fact; a list that all rows give in the same order keeps it.

    Names other than the one that stands, `called`, become aliases."""
    told = shared.select("fact", name, text=pl.col(name).list.join("\x1f")).drop_nulls(name)
    alike = told.group_by("fact").agg(pl.col(name).first(), pl.col("text").n_unique())
    same = alike.filter(pl.col("text") == 1).select("fact", name)
    items = told.join(same, on="fact", how="anti").select("fact", name).explode(name).unique()
    if name == "aliases" and "name" in shared.columns:
        items, same = _with_spellings(shared, items, same)
    choices = storable(kind)[0][name].choices.values
    order = pl.col(name).replace_strict({one: at for at, one in enumerate(choices)}) if choices else pl.col(name)
    several = items.sort("fact", order).group_by("fact", maintain_order=True).agg(name)
    return pl.concat([same, several])


def _with_spellings(shared: pl.DataFrame, items: pl.DataFrame, same: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The aliases with the spellings of a name that are not the one which stands."""
    names = shared.select("fact", "called", aliases="name").drop_nulls().unique()
    spelt = names.filter(pl.col("aliases") != pl.col("called")).drop("called")
    both = same.join(spelt, on="fact", how="semi")
    return pl.concat([items, spelt, both.explode("aliases")]).unique(), same.join(spelt, on="fact", how="anti")


def union_of_evidence(shared: pl.DataFrame) -> pl.DataFrame:
    """Evidence as it is stored, by fact: two lists, one for one, each pair once."""
    pairs = shared.select("fact", *EVIDENCE).explode(*EVIDENCE).drop_nulls().unique()
    order = [f"{name} order" for name in EVIDENCE]
    keyed = pairs.with_columns(
        pl.col(name).map_elements(natural, return_dtype=pl.String()).alias(by)
        for name, by in zip(EVIDENCE, order, strict=True)
    )
    return keyed.sort("fact", *order).group_by("fact", maintain_order=True).agg(EVIDENCE)


def drop_dangling(
    plan: LoadPlan, known: pl.DataFrame, names: pl.DataFrame, places: RowPlaces, rejects: list[Reject]
) -> None:
    """Reject the links whose ends are neither planned nor `known` (label, id): an end's own row was rejected.

    What only such a link brought in goes with it: a figure without a subject. `names` has the name of each id."""

    def there(label: str) -> pl.Series:
        planned = plan.nodes.get(label)
        return pl.concat([known.filter(label=label)["id"], *([] if planned is None else [planned["id"]])]).implode()

    for type_, frame in list(plan.links.items()):
        # Label by label, as a join by label and id takes several times the memory.
        missing = [frame.clear().select("ats", gone="start")] + [
            frame.filter((pl.col(f"{end}_label") == label) & ~pl.col(end).is_in(there(label))).select("ats", gone=end)
            for end in ("start", "end")
            for label in frame[f"{end}_label"].unique().sort()
        ]
        gone = pl.concat(missing).unique("ats", keep="first", maintain_order=True)
        if not gone.height:
            continue
        called = gone.join(names.select(gone="id", name="name"), on="gone", how="left", maintain_order="left")
        reason = f"left out {type_}: the row that describes this end was rejected"
        for ats, name in called.select("ats", "name").iter_rows():
            rejects.extend(Reject(*places.of(at), "", name or "", reason, at=at) for at in ats)
        plan.links[type_] = frame.join(gone.select("ats"), on="ats", how="anti", maintain_order="left")
