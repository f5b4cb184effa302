"""Coverage, and the schools that nothing covers, also as if a school, a group or a tie were not there."""

from __future__ import annotations

from typing import Any

from graph.computed.computation import Computation
from graph.computed.leaving import Leaving, bounded, difference, leaving
from graph.computed.reach import DEFAULT_ITEMS
from graph.questions import Question
from graph.statement import shipped_statement
from graph.store import Result, Store

_FIGURES = ("numerator", "denominator", "share")


def coverage(store: Store, question: Question, parameters: dict[str, Any], max_rows: int | None) -> Computation:
    """Answer `coverage`. With `without`, rows are what is left, and `extra["what_if"]` tells what was before.

    Raises NotFound for an unknown `without`, and BadParameter for a region there."""
    without = parameters["without"]
    if without is None:
        return _plain(_ask(store, question, parameters, max_rows))
    left_out = leaving(store, without)
    before = _ask(store, question, parameters, max_rows)
    after = _ask(store, question, parameters, max_rows, left_out)
    regions = [_compared(old, new) for old, new in zip(before.rows, after.rows, strict=True)]
    lost = _lost(store, parameters, left_out, {row["id"] for row in after.rows}, max_rows)
    what_if = {"without": left_out.told, "regions": regions, "lost": lost}
    # What held before is used too, and holds all that is left.
    return Computation(after.rows, _undated(before), after.truncated, after.cut_at, {"what_if": what_if})


def uncovered_schools(
    store: Store, question: Question, parameters: dict[str, Any], max_rows: int | None
) -> Computation:
    """Answer `uncovered_schools`. With `without`, `extra["what_if"]` tells which of them were covered before.

    Raises NotFound for an unknown `without`, and BadParameter for a region there."""
    without = parameters["without"]
    if without is None:
        return _plain(_ask(store, question, parameters, max_rows))
    left_out = leaving(store, without)
    after = _ask(store, question, parameters, max_rows, left_out)
    lost = _lost(store, parameters, left_out, {parameters["region"]}, max_rows)
    extra = {"what_if": {"without": left_out.told, "lost": lost}}
    return Computation(after.rows, 0, after.truncated, after.cut_at, extra)


def _ask(
    store: Store,
    question: Question,
    parameters: dict[str, Any],
    max_rows: int | None,
    left_out: Leaving | None = None,
) -> Result:
    gone = left_out.gone if left_out else None
    return store.read(question.statement, {**parameters, "gone": gone}, max_rows=max_rows)


def _plain(result: Result) -> Computation:
    return Computation(result.rows, _undated(result), result.truncated, result.cut_at)


def _undated(result: Result) -> int:
    return sum(row.get("undated_links") or 0 for row in result.rows)


def _compared(before: dict[str, Any], after: dict[str, Any]) -> dict[str, Any]:
    old, new = ({name: row[name] for name in _FIGURES} for row in (before, after))
    changed = difference(old, new)
    return {
        "id": after["id"],
        "name": after["name"],
        "before": old,
        "after": new,
        "difference": {name: changed[name] for name in ("numerator", "share")},
    }


def _lost(
    store: Store, parameters: dict[str, Any], left_out: Leaving, regions: set[str], max_rows: int | None
) -> dict[str, Any]:
    """Schools of these regions that were covered and are not any more."""
    values = {name: parameters[name] for name in ("stage", "weight", "covered_by", "as_of")}
    ends = {"gone": left_out.gone, "schools": left_out.schools, "groups": left_out.groups}
    found = store.read_all(shipped_statement("lookup", "coverage_lost"), {**values, **ends})
    rows = [row for row in found if regions & set(row.pop("regions"))]
    return bounded(rows, len(rows), DEFAULT_ITEMS if max_rows is None else max_rows)
