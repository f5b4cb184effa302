"""Shortest path: how two schools, groups, organisations or regions are tied together, link by link with evidence."""

from __future__ import annotations

from typing import Any

from graph.computed.computation import Computation
from graph.computed.reach import Reached, Step, by_label, explore, find_entity, spelled_out, steps_to
from graph.computed.undated import Undated
from graph.errors import BadParameter
from graph.questions import Question, shipped_catalogue
from graph.store import Store


def shortest_path(store: Store, question: Question, parameters: dict[str, Any], max_rows: int | None) -> Computation:
    """Answer `shortest_path`: one row a link, from the one end to the other; no row where no path is short enough.

    `extra` has both ends, the number of links (None without a path) and the whole path as a sentence. Raises NotFound
    for an unknown end, and BadParameter where both ends are the same."""
    if parameters["from"] == parameters["to"]:
        raise BadParameter("to", "is the same as from; a path has two ends", chinese="与 from 相同；路径要有两端")
    ends = [find_entity(store, parameters[name], name) for name in ("from", "to")]
    reach = shipped_catalogue()["reach"]
    reached = explore(store, reach, ends[0].id, parameters, sought=ends[1].id)
    path = _legs(reached, ends[1].id)
    evidence = _evidence(store, question, path)
    rows = [
        {
            "step": number,
            "key": step.key,
            "type": step.type,
            "from_id": before.id,
            "from_name": before.name,
            "to_id": after.id,
            "to_name": after.name,
            "along": step.forward,
            **dict(zip(("sentence", "sentence_en"), spelled_out(step, before, after), strict=True)),
            **evidence[step.key],
            "undated_links": int(step.undated is not None),
        }
        for number, (step, before, after) in enumerate(path, start=1)
    ]
    cut_at = parameters["hops"] if max_rows is None else max_rows
    kept = rows[:cut_at]
    extra = {
        "from": {"id": ends[0].id, "label": ends[0].label, "name": ends[0].name},
        "to": {"id": ends[1].id, "label": ends[1].label, "name": ends[1].name},
        "hops": len(path) or None,
        "sentence": "；".join(row["sentence"] for row in rows),
        "sentence_en": "; ".join(row["sentence_en"] for row in rows),
    }
    undated = Undated.of(step.undated for step, _, _ in path[:cut_at])
    return Computation(kept, undated, len(rows) > cut_at, cut_at, extra)


def _legs(reached: dict[str, Reached], end_id: str) -> list[tuple[Step, Reached, Reached]]:
    """Each link of the path with the nodes before and after it, in the order of the path."""
    legs: list[tuple[Step, Reached, Reached]] = []
    if end_id in reached:
        after = reached[end_id]
        for step in steps_to(after, reached):
            before = reached[step.before]
            legs.insert(0, (step, before, after))
            after = before
    return legs


def _evidence(store: Store, question: Question, path: list[tuple[Step, Reached, Reached]]) -> dict[str, dict[str, Any]]:
    """Dates and sources of the path's links, by key."""
    if not path:
        return {}
    nodes = {node.id: node for leg in path for node in leg[1:]}
    keys = [step.key for step, _, _ in path]
    rows = store.read_all(question.statement, {**by_label(list(nodes.values())), "keys": keys})
    return {row.pop("key"): row for row in rows}
