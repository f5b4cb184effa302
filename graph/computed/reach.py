"""Reach: everything within some hops of a start, each with its hop count and one shortest path.

Level by level, one statement a level, so that every node is visited once; enumerating walks would not end on groups
of 500 schools. Of several shortest ways the one with the smallest link key counts, so the answer is always the same."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from graph.computed.computation import Computation
from graph.errors import NotFound
from graph.labels import own_label
from graph.model import LINK_TYPE
from graph.questions import Question
from graph.statement import shipped_statement
from graph.store import Store

DEFAULT_ITEMS = 1_000
_TYPE_OF_KEY = {type_.lower().replace("_", "-"): type_ for type_ in LINK_TYPE}


@dataclass(frozen=True, slots=True)
class Step:
    """The link by which a node was reached, from the node before it on the path."""

    key: str
    before: str
    forward: bool
    undated: bool

    @property
    def type(self) -> str:
        """The link's type, which its key begins with."""
        return _TYPE_OF_KEY[self.key.rpartition("-")[0]]


@dataclass(frozen=True, slots=True)
class Reached:
    """A node, how many links away it is, and the last of them (None at the start)."""

    id: str
    label: str
    name: str
    hops: int
    step: Step | None


def explore(
    store: Store, question: Question, start_id: str, parameters: dict[str, Any], *, sought: str | None = None
) -> dict[str, Reached]:
    """The start and everything within `hops` of it, by id, nearest first. Raises NotFound.

    With `sought`, an id, no further than the level on which that is found."""
    start = find_entity(store, start_id)
    reached = {start.id: start}
    frontier = [start]
    for hops in range(1, parameters["hops"] + 1):
        values = {name: parameters.get(name, "any") for name in ("ties", "direction", "as_of")}
        level = store.read(question.statement, {**values, **by_label(frontier)}).rows[0]["found"]
        frontier = []
        for id_, name, labels, step in sorted(level, key=lambda found: str(found[0])):
            if id_ not in reached:
                node = Reached(id_, own_label(labels), name, hops, _step(step))
                reached[id_] = node
                frontier.append(node)
        if not frontier or sought in reached:
            break
    return reached


def find_entity(store: Store, id_: str) -> Reached:
    """The school, group or region with an id. Raises NotFound."""
    rows = store.read(shipped_statement("lookup", "entity"), {"id": id_}).rows
    if not rows:
        raise NotFound(f"No school, group or region has the id {id_[:80]!r}")
    return Reached(rows[0]["id"], own_label(rows[0]["labels"]), rows[0]["name"], 0, None)


def by_label(nodes: list[Reached]) -> dict[str, list[str]]:
    """Ids of nodes as the statements take them: schools, groups and regions apart."""
    ids: dict[str, list[str]] = {"schools": [], "groups": [], "regions": []}
    for node in nodes:
        ids[{"School": "schools", "EducationGroup": "groups"}.get(node.label, "regions")].append(node.id)
    return ids


def reach(store: Store, question: Question, parameters: dict[str, Any], max_rows: int | None) -> Computation:
    """Answer `reach`: rows nearest first; `extra` has the start and the totals over all that was reached."""
    cut_at = DEFAULT_ITEMS if max_rows is None else max_rows
    reached = explore(store, question, parameters["start"], parameters)
    start, *others = reached.values()
    kept = others[:cut_at]
    rows = [_row(node, reached) for node in kept]
    used = {step.key: step for node in kept for step in steps_to(node, reached)}
    return Computation(
        rows=rows,
        undated_links=sum(step.undated for step in used.values()),
        truncated=len(others) > cut_at,
        cut_at=cut_at,
        extra={"start": {"id": start.id, "label": start.label, "name": start.name}, "totals": _totals(store, others)},
    )


def _step(text: str) -> Step:
    key, arrow, dated, before = text.split(" ", 3)
    return Step(key, before, arrow == ">", dated == "undated")


def steps_to(node: Reached, reached: dict[str, Reached]) -> Iterator[Step]:
    """The steps from the start to the node, last first."""
    while node.step is not None:
        yield node.step
        node = reached[node.step.before]


def spelled_out(step: Step, before: Reached, after: Reached) -> tuple[str, str]:
    """What a step says, in Chinese and in English."""
    chinese, english = LINK_TYPE[step.type].forward if step.forward else LINK_TYPE[step.type].backward
    return f"{before.name}{chinese}{after.name}", f"{before.name} {english} {after.name}"


def _row(node: Reached, reached: dict[str, Reached]) -> dict[str, Any]:
    path: list[dict[str, str]] = []
    sentences: tuple[list[str], list[str]] = ([], [])
    after = node
    for step in steps_to(node, reached):
        before = reached[step.before]
        start, end = (before, after) if step.forward else (after, before)
        path.append({"key": step.key, "type": step.type, "from": start.id, "to": end.id})
        for sentence, told in zip(sentences, spelled_out(step, before, after), strict=True):
            sentence.append(told)
        after = before
    return {
        "id": node.id,
        "label": node.label,
        "name": node.name,
        "hops": node.hops,
        "path": path[::-1],
        "sentence": "；".join(reversed(sentences[0])),
        "sentence_en": "; ".join(reversed(sentences[1])),
    }


def _totals(store: Store, nodes: list[Reached]) -> dict[str, int]:
    ids = by_label(nodes)
    row = store.read(shipped_statement("lookup", "school_totals"), {"schools": ids["schools"]}).rows[0]
    counties = set(row["counties"]) | {node.id for node in nodes if node.label == "County"}
    return {
        "schools": len(ids["schools"]),
        "groups": len(ids["groups"]),
        "regions": len(ids["regions"]),
        "counties": len(counties),
        "students": row["students"] or 0,
        "schools_with_students": row["schools_with_students"],
    }
