"""Settling what is one: people's decisions, all datasets together, as which id stands in the place of which.

One pure step between making known and planning. What is meant stands; of what is written only the names stay. Nothing
is taken as one that somebody says is two, and a decision that can't hold is a reject of its row."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import polars as pl

from graph.values import name_key
from loaders.planner import Planner
from loaders.tables.decisions import DECISIONS, LABELS

_SIDES = ("written", "meant")
_NAME = DECISIONS.name


class Declared(NamedTuple):
    """A dataset of which all that it describes is known: its name, its planner, and its checked rows by table."""

    name: str
    planner: Planner
    tables: dict[str, pl.DataFrame]


def settle(datasets: Sequence[Declared]) -> dict[str, str]:
    """Which id stands in the place of which others, by what the datasets' tables `decisions` say.

    Of the rows of `decisions` stay those that hold, with the ids of both sides. Of two decisions that don't go together
    the first in order holds, and `different` before `same`."""
    deciding = [dataset for dataset in datasets if _NAME in dataset.tables]
    for _, planner, tables in deciding:
        tables[_NAME] = _resolved(planner, tables[_NAME], datasets)
    settled = _Settled()
    for kind, decide in (("different", settled.are_two), ("same", settled.are_one)):
        for name, planner, tables in deciding:
            of = f" ({name})" if len(deciding) > 1 else ""
            rows = tables[_NAME]
            said = rows.filter(pl.col("decision") == kind).select("at", "written.id", "meant.id", "file", "row")
            faults = {
                at: fault
                for at, written, meant, file, row in said.iter_rows()
                if (fault := decide(written, meant, f"row {row} of {file}{of}")) is not None
            }
            reason = pl.col("at").replace_strict(faults, default=None, return_dtype=pl.String())
            tables[_NAME] = planner.reject(rows, reason.is_not_null(), "written", reason)
    stands = settled.stands()
    for _, _, tables in deciding:
        tables[_NAME] = tables[_NAME].with_columns(pl.col("written.id", "meant.id").replace(stands))
    return stands


def kept_apart(tables: Iterable[Mapping[str, pl.DataFrame]]) -> frozenset[frozenset[str]]:
    """Pairs of ids, or of keys of names, that datasets say are two: no rule takes such names for one."""
    pairs: set[frozenset[str]] = set()
    for rows in (of[_NAME] for of in tables if _NAME in of):
        two = rows.filter(pl.col("decision") == "different").select(*_SIDES)
        pairs |= {frozenset(name_key(side.rpartition("@")[0] or side) for side in sides) for sides in two.iter_rows()}
    return frozenset(pairs)


def _resolved(planner: Planner, rows: pl.DataFrame, datasets: Sequence[Declared]) -> pl.DataFrame:
    """The rows of which both sides are certain, with what they mean; both are of one label."""
    rows = planner.reject(
        rows,
        ~pl.col("decision").is_in(["same", "different"]),
        "decision",
        "says nothing of two things: what a text means as a place stands in decisions.csv",
    )
    for side in _SIDES:
        for name in rows[f"{side}_in"].drop_nulls().unique().sort().to_list():
            rows = _in_dataset(planner, rows, side, name, datasets)
        rows = planner.refer(rows, side, LABELS)
    return planner.reject(
        rows,
        pl.col("written.label") != pl.col("meant.label"),
        "meant",
        pl.format("is one of {}, and what is written one of {}", "meant.label", "written.label"),
    )


def _in_dataset(
    planner: Planner, rows: pl.DataFrame, side: str, name: str, datasets: Sequence[Declared]
) -> pl.DataFrame:
    """Rows whose side is looked for in one dataset only: ids in the place of the names that it has."""
    asks = pl.col(f"{side}_in") == name
    described = [_described(dataset) for dataset in datasets if dataset.name == name]
    if not described:
        return planner.reject(rows, asks, f"{side}_in", "is unknown: no dataset has this name")
    found = planner.register.only(described[0]).resolve(rows.filter(asks)[side], None, LABELS)
    ids = dict(found.filter(pl.col("id").is_not_null()).select("reference", "id").iter_rows())
    meant = pl.col(side).replace_strict(ids, default=None, return_dtype=pl.String())
    return rows.with_columns(pl.when(asks).then(pl.coalesce(meant, side)).otherwise(side).alias(side))


def _described(dataset: Declared) -> pl.Series:
    """Ids of all that a dataset's rows and names describe."""
    ids = [frame["own.id"] for frame in dataset.tables.values() if "own.id" in frame.columns]
    ids += [frame["id"] for frames in dataset.planner.facts.by_label.values() for frame in frames]
    return pl.concat([pl.Series("id", dtype=pl.String()), *(of.alias("id") for of in ids)]).unique()


@dataclass(slots=True)
class _Settled:
    """What was decided so far, each with the place where it is said.

    `_by` tells what stands in the place of an id, `_two` what an id is not."""

    _by: dict[str, tuple[str, str]] = field(default_factory=dict)
    _two: defaultdict[str, dict[str, str]] = field(default_factory=lambda: defaultdict(dict))

    def are_two(self, one: str, other: str, place: str) -> str | None:
        """Take two things for two; gives why they can't be."""
        if one == other:
            return f"both sides are one thing, {one}, in the tables: give each an id of its own"
        self._two[one].setdefault(other, place)
        self._two[other].setdefault(one, place)
        return None

    def are_one(self, written: str, meant: str, place: str) -> str | None:
        """Let one thing stand in the place of another; gives why it can't."""
        stands = self._standing(meant)
        if written in self._by:
            if self._standing(written) == stands:
                return None
            by, said = self._by[written]
            return f"{written} means {by} by {said}: say of that one that it means {meant}, or take one row back"
        if written == stands:
            if written == meant:
                return None
            return f"goes round in a circle: {meant} means {written} already, by {self._by[meant][1]}"
        if (where := self._two[written].get(stands)) is not None:
            return f"{written} and {stands} are two by {where}"
        self._by[written] = stands, place
        for other, said in self._two.pop(written, {}).items():
            self.are_two(stands, other, said)
        return None

    def stands(self) -> dict[str, str]:
        """What stands in the place of each id that doesn't stand itself."""
        return {id_: self._standing(id_) for id_ in self._by}

    def _standing(self, id_: str) -> str:
        """The end of a chain of decisions, which gets shorter by asking."""
        passed = []
        stands = id_
        while stands in self._by:
            passed.append(stands)
            stands = self._by[stands][0]
        for one in passed:
            self._by[one] = stands, self._by[one][1]
        return stands
