"""Balance of groups: the variance of teachers per student, parted into what lies between groups and within them."""

from __future__ import annotations

from math import sqrt
from typing import Any

from graph.computed.computation import Computation
from graph.computed.reach import DEFAULT_ITEMS
from graph.computed.undated import take_undated
from graph.questions import Question
from graph.store import Store

_SUMMED = ("schools", "schools_without_figures", "students", "teachers", "undated_links")


def balance_of_groups(
    store: Store, question: Question, parameters: dict[str, Any], max_rows: int | None
) -> Computation:
    """Answer `balance_of_groups`: rows total, between and within, then one a group by id; none where there is no group.

    `extra` counts the schools of the region that are in no group."""
    found = store.read_all(question.statement, parameters)
    groups = [row for row in found if row["group_id"] is not None]
    outside = sum(row["schools"] + row["schools_without_figures"] for row in found if row["group_id"] is None)
    rows = _rows(groups) if groups else []
    cut_at = DEFAULT_ITEMS if max_rows is None else max_rows
    undated = take_undated(groups)
    return Computation(rows[:cut_at], undated, len(rows) > cut_at, cut_at, {"schools_in_no_group": outside})


def _rows(groups: list[dict[str, Any]]) -> list[dict[str, Any]]:
    sums = {name: sum(row[name] for row in groups) for name in _SUMMED}
    known = [row for row in groups if row["students"]]
    if not known:
        nothing = {**sums, "mean": None}
        parts = [_row(part, nothing, len(groups)) for part in ("total", "between", "within")]
        return [*parts, *(_row("group", row, 1) for row in groups)]
    students = sums["students"]
    mean = sums["teachers"] / students
    between = sum(row["students"] * (row["mean"] - mean) ** 2 for row in known) / students
    added = {row["group_id"]: row["students"] * row["variance"] / students for row in known}
    within = sum(added.values())
    total = between + within
    figures = {**sums, "mean": mean}
    # A coefficient needs two that may differ: schools, groups, or schools of one group.
    parts = [
        _row("total", figures, len(groups), total, total, total, enough=sums["schools"] > 1),
        _row("between", figures, len(groups), between, between, total, enough=len(known) > 1),
        _row("within", figures, len(groups), within, within, total, enough=sums["schools"] > len(known)),
    ]
    for row in groups:
        adds = added.get(row["group_id"])
        parts.append(_row("group", row, 1, row["variance"], adds, total, enough=row["schools"] > 1))
    return parts


def _row(
    part: str,
    figures: dict[str, Any],
    groups: int,
    variance: float | None = None,
    adds: float | None = None,
    total: float | None = None,
    *,
    enough: bool = False,
) -> dict[str, Any]:
    """One row; `figures` has its sums and its mean, `adds` is what it adds to the total variance."""
    mean = figures["mean"]
    return {
        "part": part,
        "group_id": figures.get("group_id"),
        "name": figures.get("name"),
        "groups": groups,
        **{name: figures[name] for name in _SUMMED if name != "undated_links"},
        "mean": mean,
        "variance": variance,
        "coefficient": sqrt(variance) / mean if enough and variance is not None and mean else None,
        "numerator": adds,
        "denominator": total,
        "share": adds / total if adds is not None and total else None,
        "undated_links": figures["undated_links"],
    }
