"""Near names: schools of a region that may be one school, as `huoshui matches` finds them."""

from __future__ import annotations

from typing import Any

from graph.computed.computation import Computation
from graph.computed.reach import DEFAULT_ITEMS
from graph.computed.undated import Undated
from graph.errors import BadParameter
from graph.questions import Question
from graph.store import Store

MAX_SCHOOLS = 20_000
"""Schools that are read for one answer; the command takes any number."""


def near_names(store: Store, question: Question, parameters: dict[str, Any], max_rows: int | None) -> Computation:
    """Answer `near_names`: pairs, the surest first. Raises BadParameter for a region with more than MAX_SCHOOLS."""
    # Here, as polars takes time to import and nothing else of the questions needs it.
    from graph.matches import entities_of, find_matches, read_apart, read_regions

    found = store.read(question.statement, {"region": parameters["region"]}, max_rows=MAX_SCHOOLS)
    if found.truncated:
        raise BadParameter(
            "region",
            f"holds more than {MAX_SCHOOLS} schools; take a smaller one",
            chinese=f"有超过 {MAX_SCHOOLS} 所学校，请选小一些的地区",
        )
    pairs = find_matches(entities_of(found.rows), read_regions(store), read_apart(store))
    rows = [
        {
            "school_id": pair["id"],
            "name": pair["name"],
            "other_id": pair["other_id"],
            "other_name": pair["other_name"],
            "similarity": pair["score"],
            "rule": pair["rule"],
            "region": pair["region"],
            "other_region": pair["other_region"],
        }
        for pair in pairs.iter_rows(named=True)
        if pair["score"] >= parameters["similarity"]
    ]
    cut_at = DEFAULT_ITEMS if max_rows is None else max_rows
    return Computation(rows[:cut_at], Undated(), len(rows) > cut_at, cut_at)
