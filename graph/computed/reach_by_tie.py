"""Reach by tie: what each type of tie reaches when no other is followed."""

from __future__ import annotations

from typing import Any

from graph.computed.computation import Computation
from graph.computed.reach import Reached, by_label, counted, explore, links_used
from graph.computed.undated import Undated
from graph.model import SCHOOL, TIES
from graph.questions import Question, shipped_catalogue
from graph.store import Store

ALL_TIES = "all"
_NOBODY: dict[str, Any] = {"students": 0, "schools_with_students": 0, "counties": []}


def reach_by_tie(store: Store, question: Question, parameters: dict[str, Any], max_rows: int | None) -> Computation:
    """Answer `reach_by_tie`: a row each type of tie in the model's order, and one for all. Raises NotFound."""
    reach = shipped_catalogue()["reach"]
    followed = {**{type_: [type_] for type_ in TIES}, ALL_TIES: list(TIES)}
    found = {
        name: explore(store, reach, parameters["start"], {**parameters, "ties": ties})
        for name, ties in followed.items()
    }
    ids = {name: by_label(_others(reached)) for name, reached in found.items()}
    reached_schools = [{"type": name, "schools": of_type[SCHOOL.label]} for name, of_type in ids.items()]
    sums = {row["type"]: row for row in store.read(question.statement, {"reached": reached_schools}).rows}
    rows = []
    for name, reached in found.items():
        summed = sums.get(name, _NOBODY)
        counties = {node.id for node in _others(reached) if node.label == "County"} | set(summed["counties"])
        rows.append(
            {
                "type": name,
                **counted(ids[name]),
                "counties": len(counties),
                "students": summed["students"] or 0,
                "schools_with_students": summed["schools_with_students"],
                "undated_links": Undated.of(
                    step.undated for step in links_used(_others(reached), reached).values()
                ).links,
            }
        )
    cut_at = len(rows) if max_rows is None else max_rows
    used = {
        key: step.undated for reached in found.values() for key, step in links_used(_others(reached), reached).items()
    }
    return Computation(rows[:cut_at], Undated.of(used.values()), len(rows) > cut_at, cut_at)


def _others(reached: dict[str, Reached]) -> list[Reached]:
    """All but the start."""
    return list(reached.values())[1:]
