"""Coverage, and the schools that nothing covers, also as if a school, a group, a helper or a tie were not there.

What leaves touches few schools, so the answer without it is the answer with it, less what those schools lose: one look
around it instead of all regions once more."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from typing import Any

from graph.columns.reading import StateReading
from graph.computed.computation import Computation
from graph.computed.leaving import Leaving, bounded, difference, leaving
from graph.computed.reach import DEFAULT_ITEMS
from graph.computed.undated import Undated, take_undated
from graph.questions import Question
from graph.statement import shipped_statement
from graph.store import Store

_FIGURES = ("numerator", "denominator", "share")
_SHOWN = ("id", "name", "region", "region_name", "students")


def coverage(
    store: Store, question: Question, parameters: dict[str, Any], max_rows: int | None, read: StateReading
) -> Computation:
    """Answer `coverage`. With `without`, rows are what is left, and `extra["what_if"]` tells what was before.

    Raises NotFound for an unknown `without`."""
    left_out = _leaving(store, parameters)
    found = read.rows(question, parameters, max_rows)
    undated = take_undated(found.rows)
    if left_out is None:
        return Computation(found.rows, undated, found.truncated, found.cut_at, given=parameters)
    universes = {row["id"]: row["universe_datasets"] for row in found.rows}
    touched = _touched(store, parameters, left_out, universes)
    by_region: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for school in touched:
        for region in school["regions"]:
            by_region[region].append(school)
    rows = [_without(row, by_region[row["id"]], parameters["weight"]) for row in found.rows]
    what_if = {
        "without": left_out.told,
        "regions": [_compared(before, after) for before, after in zip(found.rows, rows, strict=True)],
        "lost": _lost(touched, max_rows),
    }
    # The figures before stand in the answer too, and their links hold all that are left.
    return Computation(rows, undated, found.truncated, found.cut_at, {"what_if": what_if})


def uncovered_schools(
    store: Store, question: Question, parameters: dict[str, Any], max_rows: int | None, read: StateReading
) -> Computation:
    """Answer `uncovered_schools`. With `without`, `extra["what_if"]` tells which of them were covered before.

    Raises NotFound for an unknown `without`."""
    left_out = _leaving(store, parameters)
    found = read.rows(question, parameters, max_rows)
    if left_out is None:
        return Computation(found.rows, Undated(), found.truncated, found.cut_at, given=parameters)
    of_what = store.read_all(shipped_statement("lookup", "register"), parameters)
    touched = _touched(store, parameters, left_out, {one["region"]: one["universe_datasets"] for one in of_what})
    lost = _lost(touched, max_rows)
    universe = {name: one[name] for one in of_what for name in ("universe", "universe_as_of")}
    newly = [_shown(school) | universe for school in touched if school["lost"]]
    rows = sorted(found.rows + newly, key=lambda row: (row["region"], row["id"]))
    truncated = found.truncated or len(rows) > found.cut_at
    extra = {"what_if": {"without": left_out.told, "lost": lost}}
    return Computation(rows[: found.cut_at], Undated(), truncated, found.cut_at, extra)


def _leaving(store: Store, parameters: dict[str, Any]) -> Leaving | None:
    return None if parameters["without"] is None else leaving(store, parameters["without"], parameters["as_of"])


def _touched(
    store: Store, parameters: dict[str, Any], left_out: Leaving, universes: Mapping[str, Collection[str]]
) -> list[dict[str, Any]]:
    """Schools that lose a tie which covers them, each with those of the regions that count it.

    `universes` are, by region, the datasets of the register whose schools alone count; none where all do."""
    values = {name: parameters[name] for name in ("stage", "weight", "covered_by", "as_of")}
    values |= {"gone": left_out.gone, "schools": left_out.schools, "groups": left_out.groups}
    values |= {"organisations": left_out.organisations, "regions": left_out.regions}
    found = store.read_all(shipped_statement("lookup", "coverage_lost"), values)
    for school in found:
        datasets = set(school["datasets"])
        school["regions"] = [
            id_
            for id_ in school["regions"]
            if id_ in universes and (not universes[id_] or datasets & set(universes[id_]))
        ]
    return [school for school in found if school["regions"]]


def _without(row: dict[str, Any], touched: list[dict[str, Any]], weight: str) -> dict[str, Any]:
    """A region's row less what its schools lose."""
    lost = [school for school in touched if school["lost"]]
    numerator = row["numerator"] - sum((school["students"] or 0) if weight == "students" else 1 for school in lost)
    return {
        **row,
        "numerator": numerator,
        "share": None if row["share"] is None else numerator / row["denominator"],
        "undated_links": row["undated_links"] - sum(school["undated"] for school in touched),
    }


def _compared(before: dict[str, Any], after: dict[str, Any]) -> dict[str, Any]:
    old, new = ({name: row[name] for name in _FIGURES} for row in (before, after))
    changed = difference(old, new)
    return {
        "id": after["id"],
        "name": after["name"],
        "universe": after["universe"],
        "before": old,
        "after": new,
        "difference": {name: changed[name] for name in ("numerator", "share")},
    }


def _lost(touched: list[dict[str, Any]], max_rows: int | None) -> dict[str, Any]:
    rows = [_shown(school) for school in touched if school["lost"]]
    return bounded(rows, len(rows), DEFAULT_ITEMS if max_rows is None else max_rows)


def _shown(school: dict[str, Any]) -> dict[str, Any]:
    return {name: school[name] for name in _SHOWN}
