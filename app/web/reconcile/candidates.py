"""Whom a name may mean: what `find` finds, with how like it is. Only the one that bears the name itself is a match."""

from __future__ import annotations

from typing import Any

from rapidfuzz import fuzz

from app.web.reconcile.schemas import MOST_CANDIDATES, ReconciliationQuery
from graph.answers import Library
from graph.errors import BadParameter
from graph.model import SEARCHED, TITLES
from graph.values import name_key

WHOLE = 100.0
"""Score of a name, alias or id that is the one asked for; a part of one, or another form, has less."""
_LESS = 10.0


def types() -> list[dict[str, str]]:
    """The types of what can be meant."""
    return [{"id": label, "name": " ".join(TITLES[label])} for label in SEARCHED]


def candidates(library: Library, asked: ReconciliationQuery) -> list[dict[str, Any]]:
    """Who may be meant, the likeliest first; a `match` is one whom nobody else could be taken for.

    Raises BadParameter for a type that isn't there, and a StoreError."""
    try:
        # All of them, however few are asked for: a name that two bear is nobody's.
        rows = _found(library, asked.query, asked.labels, MOST_CANDIDATES)
    except BadParameter as error:
        if error.parameter != "name":
            raise
        return []  # a blank cell means nobody
    regions = {name_key(text) for known in asked.properties if known.pid == "region" for text in known.texts}
    found = [(row, _score(row, asked.query, regions)) for row in rows]
    found.sort(key=lambda one: -one[1])
    sure = [row for row, score in found if score == WHOLE]
    return [
        {**told(row), "score": round(score, 1), "match": score == WHOLE and len(sure) == 1}
        for row, score in found[: asked.limit]
    ]


def suggestions(library: Library, prefix: str, limit: int) -> list[dict[str, Any]]:
    """What to offer while somebody types. Nothing for a text that can be no name."""
    try:
        rows = _found(library, prefix, [], limit)
    except BadParameter:
        return []
    return [{**told(row), "notable": [row["label"]]} for row in rows]


def told(row: dict[str, Any]) -> dict[str, Any]:
    """One that was found, as clients read it."""
    lies = " ".join(filter(None, (row["above"], row["region_name"])))
    title = {"id": row["label"], "name": " ".join(TITLES[row["label"]])}
    return {"id": row["id"], "name": row["name"], "description": lies, "type": [title]}


def _found(library: Library, name: str, labels: list[str], limit: int) -> list[dict[str, Any]]:
    return library.ask("find", {"name": name, "labels": labels or None}, max_rows=limit).rows


def _score(row: dict[str, Any], name: str, regions: set[str]) -> float:
    """How like one is to a name, 0 to 100. One of another region than was given is never the one."""
    key = name_key(name)
    names = [name_key(one) for one in (row["name"], *(row["aliases"] or ()))]
    if key in names or key == row["id"].lower():
        score = WHOLE
    else:
        score = max(fuzz.ratio(key, one) for one in names) * (WHOLE - _LESS) / WHOLE
    known = {name_key(text) for text in (row["region"], row["region_name"], row["above"]) if text}
    return score if not regions or regions & known else max(0.0, score - 4 * _LESS)
