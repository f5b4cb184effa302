"""Near names: schools of a region whose names are so close that they may be one school."""

from __future__ import annotations

import re
from itertools import combinations, product
from typing import Any

from rapidfuzz import fuzz

from graph.computed.computation import Computation
from graph.computed.reach import DEFAULT_ITEMS
from graph.errors import BadParameter
from graph.questions import Question
from graph.store import Store
from graph.values import name_key

MAX_SCHOOLS = 2_000
"""Schools that are held against each other: two million pairs, some seconds."""
_NUMERALS = re.compile(r"[0-9]+|[〇零一二三四五六七八九十百]+")


def near_names(store: Store, question: Question, parameters: dict[str, Any], max_rows: int | None) -> Computation:
    """Answer `near_names`: pairs, closest first. Raises BadParameter for a region with more than MAX_SCHOOLS."""
    found = store.read(question.statement, {"region": parameters["region"]}, max_rows=MAX_SCHOOLS)
    if found.truncated:
        raise BadParameter("region", f"holds more than {MAX_SCHOOLS} schools; take a smaller one")
    schools = [{**row, "keys": list(map(name_key, row["names"]))} for row in found.rows]
    rows = []
    least = parameters["similarity"]
    for one, other in combinations(schools, 2):
        if one["whole"] == other["whole"]:
            continue  # A school and its campus, or two campuses of it: meant to be alike.
        similarity = max(_similarity(name, another, least) for name, another in product(one["keys"], other["keys"]))
        if similarity >= least:
            rows.append(
                {
                    "school_id": one["id"],
                    "name": one["name"],
                    "other_id": other["id"],
                    "other_name": other["name"],
                    "similarity": round(similarity, 1),
                    "region": one["region"],
                    "other_region": other["region"],
                }
            )
    rows.sort(key=lambda row: (-row["similarity"], row["school_id"], row["other_id"]))
    cut_at = DEFAULT_ITEMS if max_rows is None else max_rows
    return Computation(rows[:cut_at], 0, len(rows) > cut_at, cut_at)


def _similarity(one: str, other: str, least: float) -> float:
    """0 to 100; 0 where the numerals differ, for 第七小学 and 第八小学 are two schools."""
    if _NUMERALS.findall(one) != _NUMERALS.findall(other):
        return 0.0
    return fuzz.ratio(one, other, score_cutoff=least)
