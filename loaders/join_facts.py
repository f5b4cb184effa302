"""Joining what rows state: each node and link once, with all the evidence for it; contradictions are rejects.

Most facts are stated by one row and go in as columns. Rows that share a fact with another are taken one by one, in
their order: such a row goes in as a whole or not at all."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import polars as pl

from graph.model import LINK_TYPE
from loaders.facts import Facts, storable
from loaders.load_plan import LoadPlan
from loaders.names import name_key, natural
from loaders.rejects import Reject

FactKey = tuple[Any, ...]
_NODE_KEY = ("id",)
_ENDS = ("start_label", "start", "end_label", "end")
_EVIDENCE = ("source_ids", "locators")


class Conflict(Exception):
    """Two rows state the same thing with different values; `ats` are the rows that state it already."""

    def __init__(self, ats: list[int], column: str, before: Any, after: Any) -> None:
        super().__init__(column)
        self.ats, self.column, self.before, self.after = ats, column, before, after


@dataclass(slots=True)
class JoinedFact:
    """One node or link that several rows may state: its stored values, its evidence, and the rows."""

    values: dict[str, Any]
    evidence: dict[tuple[str, str], None]
    ats: list[int] = field(default_factory=list)


def join_facts(facts: Facts, dataset: str, places: pl.DataFrame, rejects: list[Reject]) -> LoadPlan:
    """Make a plan of what rows state. `places` has the file and row of each `at`."""
    kinds: list[tuple[str, tuple[str, ...], list[pl.DataFrame]]] = [
        (label, _NODE_KEY, frames) for label, frames in facts.by_label.items()
    ]
    kinds += [(type_, key_columns(type_), frames) for type_, frames in facts.by_type.items()]
    stated = {kind: _together(frames, facts.rejected) for kind, _, frames in kinds}
    stated |= {type_: _dated(type_, stated[type_]) for type_ in facts.by_type}
    keys = {kind: key for kind, key, _ in kinds}
    shared: set[int] = set()
    for kind, frame in stated.items():
        for name in keys[kind]:
            if name not in frame.columns:
                frame = frame.with_columns(pl.lit(None, pl.String()).alias(name))
        stated[kind] = frame
        shared.update(frame.filter(frame.select(keys[kind]).is_duplicated())["at"].to_list())
    joined = _join_one_by_one(stated, keys, shared, places, rejects)
    plan = LoadPlan(dataset)
    for kind, frame in stated.items():
        alone = frame.filter(~pl.col("at").is_in(list(shared))) if shared else frame
        alone = alone.with_columns(ats=pl.concat_list("at")).drop("at")
        whole = pl.concat([alone, _frame_of(joined.get(kind, {}), alone.schema)])
        if whole.height:
            (plan.nodes if kind in facts.by_label else plan.links)[kind] = whole
    return plan


def key_columns(type_: str) -> tuple[str, ...]:
    """What makes links of a type the same link."""
    return (*_ENDS, *LINK_TYPE[type_].distinguished_by)


def _together(frames: list[pl.DataFrame], rejected: set[int]) -> pl.DataFrame:
    whole = pl.concat(frames, how="diagonal")
    if "name" in whole.columns and "aliases" not in whole.columns:
        # A second spelling of a name becomes an alias.
        whole = whole.with_columns(aliases=pl.lit(None, pl.List(pl.String())))
    return whole.filter(~pl.col("at").is_in(list(rejected))) if rejected else whole


def _dated(type_: str, stated: pl.DataFrame) -> pl.DataFrame:
    """Statements without a date take that of the only dated ones of the same link: they mean that link."""
    if "since" not in key_columns(type_) or "since" not in stated.columns:
        return stated
    same = [name for name in key_columns(type_) if name != "since" and name in stated.columns]
    dated = stated.filter(pl.col("since").is_not_null()).group_by(same)
    dates = dated.agg(pl.col("since", "since_day").first(), starts=pl.col("since").n_unique())
    one = dates.filter(pl.col("starts") == 1).drop("starts")
    meant = stated.join(one, on=same, how="left", suffix=" meant", nulls_equal=True, maintain_order="left")
    return meant.with_columns(pl.coalesce(name, f"{name} meant").alias(name) for name in ("since", "since_day")).drop(
        "since meant", "since_day meant"
    )


def _join_one_by_one(
    stated: dict[str, pl.DataFrame],
    keys: dict[str, tuple[str, ...]],
    shared: set[int],
    places: pl.DataFrame,
    rejects: list[Reject],
) -> dict[str, dict[FactKey, JoinedFact]]:
    """Join the facts of rows that share some with others; a row that contradicts an earlier one is rejected."""
    joined: dict[str, dict[FactKey, JoinedFact]] = defaultdict(dict)
    if not shared:
        return joined
    of_row: dict[int, list[tuple[str, dict[str, Any]]]] = defaultdict(list)
    for kind, frame in stated.items():
        for row in frame.filter(pl.col("at").is_in(list(shared))).iter_rows(named=True):
            of_row[row.pop("at")].append((kind, row))
    for at in sorted(of_row):
        undo: list[Any] = []
        try:
            for kind, row in of_row[at]:
                key = tuple(row[name] for name in keys[kind])
                _join(joined[kind], kind, key, at, row, undo)
        except Conflict as conflict:
            for step in reversed(undo):
                step()
            rejects.append(_contradiction(conflict, at, places))
    return joined


def _join(
    known: dict[FactKey, JoinedFact], kind: str, key: FactKey, at: int, row: dict[str, Any], undo: list[Any]
) -> None:
    """Put one statement to what is known. Raises Conflict; `undo` takes back what was done."""
    values = {name: value for name, value in row.items() if name not in _EVIDENCE and value is not None}
    evidence = dict.fromkeys(zip(row.get("source_ids") or (), row.get("locators") or (), strict=True))
    fact = known.get(key)
    if fact is None:
        known[key] = JoinedFact(values, evidence, [at])
        undo.append(partial(known.pop, key))
        return
    before = fact.values, fact.evidence, fact.ats
    merged = _merged(kind, fact, values)
    fact.values, fact.evidence, fact.ats = merged, fact.evidence | evidence, [*fact.ats, at]

    def restore() -> None:
        fact.values, fact.evidence, fact.ats = before

    undo.append(restore)


def _merged(kind: str, fact: JoinedFact, added: dict[str, Any]) -> dict[str, Any]:
    """Both rows' values. Where they order or spell differently, the result doesn't depend on which came first."""
    declared, _ = storable(kind)
    merged = fact.values | added
    spellings: set[str] = set()
    for name, after in added.items():
        before = fact.values.get(name, after)
        if before == after:
            continue
        if isinstance(after, list):
            choices = declared[name].choices.values
            merged[name] = sorted({*before, *after}, key=choices.index if choices else None)
        elif name == "extra_label":
            merged[name] = before
        elif name == "name" and name_key(before) == name_key(after):
            merged[name] = min(before, after)
            spellings = {max(before, after)}
        else:
            raise Conflict(fact.ats, name, before, after)
    if spellings and "aliases" in declared:
        merged["aliases"] = sorted({*merged.get("aliases", ()), *spellings})
    return merged


def _contradiction(conflict: Conflict, at: int, places: pl.DataFrame) -> Reject:
    file, row = _place(places, at)
    other, number = _place(places, conflict.ats[0])
    reason = (
        f"contradicts row {number} of {other}, which states the same fact: "
        f"{conflict.before!r} there, {conflict.after!r} here"
    )
    return Reject(file, row, conflict.column, str(conflict.after), reason, at=at)


def _place(places: pl.DataFrame, at: int) -> tuple[str, int]:
    file, row = places.row(at)
    return file, row


def _frame_of(joined: dict[FactKey, JoinedFact], schema: pl.Schema) -> pl.DataFrame:
    rows = [
        {**dict.fromkeys(schema), **fact.values, **evidence_lists(fact.evidence), "ats": fact.ats}
        for fact in joined.values()
    ]
    wanted = [{name: row[name] for name in schema} for row in rows]
    return pl.DataFrame(wanted, schema=schema, orient="row")


def evidence_lists(evidence: dict[tuple[str, str], None]) -> dict[str, list[str]]:
    """Evidence as it is stored: two lists, one for one, in an order that doesn't depend on the rows'."""
    pairs = sorted(evidence, key=lambda pair: (natural(pair[0]), natural(pair[1])))
    return {"source_ids": [source for source, _ in pairs], "locators": [locator for _, locator in pairs]}


def drop_dangling(
    plan: LoadPlan, known: pl.DataFrame, names: pl.DataFrame, places: pl.DataFrame, rejects: list[Reject]
) -> None:
    """Reject the links whose ends are neither planned nor `known` (label, id): an end's own row was rejected.

    What only such a link brought in goes with it: a figure without a subject. `names` has the name of each id."""
    planned = [
        pl.DataFrame({"id": frame["id"]}).with_columns(label=pl.lit(label)) for label, frame in plan.nodes.items()
    ]
    there = pl.concat([known.select("label", "id"), *(frame.select("label", "id") for frame in planned)]).unique()
    for type_, frame in list(plan.links.items()):
        left_out = frame.select(*_ENDS, "ats")
        missing = [
            left_out.join(there, left_on=[f"{end}_label", end], right_on=["label", "id"], how="anti").select(
                "ats", gone=end
            )
            for end in ("start", "end")
        ]
        gone = pl.concat(missing).unique("ats", keep="first", maintain_order=True)
        if not gone.height:
            continue
        called = gone.join(names.select(gone="id", name="name"), on="gone", how="left", maintain_order="left")
        reason = f"left out {type_}: the row that describes this end was rejected"
        for ats, name in called.select("ats", "name").iter_rows():
            rejects.extend(Reject(*_place(places, at), "", name or "", reason, at=at) for at in ats)
        plan.links[type_] = frame.join(gone.select("ats"), on="ats", how="anti", maintain_order="left")
