"""Reach: everything within some hops of a start, each with its hop count and one shortest path.

Level by level, one statement a level, so that every node is visited once; enumerating walks would not end on groups
of 500 schools. Of several shortest ways the one with the smallest link key counts, so the answer is always the same."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from graph.computed.computation import Computation
from graph.computed.leaving import TYPE_OF_KEY, Leaving, bounded, difference, leaving
from graph.computed.undated import Undated
from graph.errors import BadParameter, NotFound
from graph.labels import SHORT_NAMES, own_label
from graph.model import LINK_TYPE, REGION, SCHOOL, TAKES_PART
from graph.questions import Question
from graph.statement import shipped_statement
from graph.store import Store

DEFAULT_ITEMS = 1_000


@dataclass(frozen=True, slots=True)
class Step:
    """The link by which a node was reached, from the node before it on the path."""

    key: str
    before: str
    forward: bool
    undated: str | None
    """Of a link without dates, where it was observed, seen from the day asked for; None of one with a date."""

    @property
    def type(self) -> str:
        """The link's type, which its key begins with."""
        return TYPE_OF_KEY[self.key.rpartition("-")[0]]


@dataclass(frozen=True, slots=True)
class Reached:
    """A node, how many links away it is, and the last of them (None at the start)."""

    id: str
    label: str
    name: str
    hops: int
    step: Step | None


def explore(
    store: Store,
    question: Question,
    start_id: str,
    parameters: dict[str, Any],
    *,
    sought: str | None = None,
    gone: list[str] | None = None,
) -> dict[str, Reached]:
    """The start and everything within `hops` of it, by id, nearest first. Raises NotFound.

    With `sought`, an id, no further than the level on which that is found. Nodes and links that are `gone`, by id and
    key, are not there."""
    return spread(store, question, [find_entity(store, start_id, "start")], parameters, sought=sought, gone=gone)


def spread(
    store: Store,
    question: Question,
    starts: list[Reached],
    parameters: dict[str, Any],
    *,
    sought: str | None = None,
    gone: list[str] | None = None,
) -> dict[str, Reached]:
    """What `explore` finds, from several starts that are equally many hops away."""
    reached = {start.id: start for start in starts}
    frontier = starts
    for hops in range(starts[0].hops + 1, parameters["hops"] + 1):
        values = {name: parameters.get(name, "any") for name in ("ties", "direction", "as_of")}
        level = store.read(question.statement, {**values, **by_label(frontier), "gone": gone}).rows[0]["found"]
        frontier = []
        for id_, name, labels, step in sorted(level, key=lambda found: str(found[0])):
            if id_ not in reached:
                node = Reached(id_, own_label(labels), name, hops, _step(step))
                reached[id_] = node
                frontier.append(node)
        if not frontier or sought in reached:
            break
    return reached


def find_entity(store: Store, id_: str, parameter: str) -> Reached:
    """The school, group, organisation or region with an id. Raises NotFound with the parameter that the id was for."""
    rows = store.read(shipped_statement("lookup", "entity"), {"id": id_}).rows
    if not rows:
        raise NotFound(
            f"No school, group, organisation or region has the id {id_[:80]!r}",
            parameter=parameter,
            chinese=f"没有学校、集团、机构或地区的编号是 {id_[:80]!r}",
        )
    return Reached(rows[0]["id"], own_label(rows[0]["labels"]), rows[0]["name"], 0, None)


def by_label(nodes: list[Reached]) -> dict[str, list[str]]:
    """Ids of nodes as the statements take them, by label; regions of all levels together."""
    ids: dict[str, list[str]] = {label: [] for label in TAKES_PART}
    for node in nodes:
        ids[node.label if node.label in ids else REGION.label].append(node.id)
    return ids


def counted(ids: dict[str, list[str]]) -> dict[str, int]:
    """How many schools, groups, organisations and regions there are, under these names."""
    return {f"{SHORT_NAMES[label]}s": len(of_label) for label, of_label in ids.items()}


def reach(store: Store, question: Question, parameters: dict[str, Any], max_rows: int | None) -> Computation:
    """Answer `reach`: rows nearest first; `extra` has the start and the totals over all that was reached.

    With `without`, that is what is left, and `extra["what_if"]` tells what is lost. Raises NotFound for an unknown
    start or `without`, and BadParameter where the start itself would leave."""
    cut_at = DEFAULT_ITEMS if max_rows is None else max_rows
    left_out = _leaving(store, parameters)
    gone = left_out.gone if left_out else None
    reached = explore(store, question, parameters["start"], parameters, gone=gone)
    start, *others = reached.values()
    reached_in_all = totals(store, others)
    extra: dict[str, Any] = {"start": {"id": start.id, "label": start.label, "name": start.name}}
    extra["totals"] = reached_in_all
    used = links_used(others[:cut_at], reached)
    if left_out:
        before = explore(store, question, parameters["start"], parameters)
        what_if, used_before = _what_if(store, left_out, before, reached, reached_in_all, cut_at)
        extra["what_if"] = what_if
        used |= used_before
    return Computation(
        rows=[_row(node, reached) for node in others[:cut_at]],
        undated=Undated.of(step.undated for step in used.values()),
        truncated=len(others) > cut_at,
        cut_at=cut_at,
        extra=extra,
    )


def _leaving(store: Store, parameters: dict[str, Any]) -> Leaving | None:
    """What `without` leaves out."""
    if parameters["without"] is None:
        return None
    left_out = leaving(store, parameters["without"], parameters["as_of"])
    if parameters["start"] in left_out.gone:
        raise BadParameter(
            "without",
            "is the start, or the school that the start is a campus of: nothing would be left",
            chinese="就是起点，或起点所属的学校：除去它就什么也不剩",
        )
    return left_out


def _what_if(
    store: Store,
    left_out: Leaving,
    before: dict[str, Reached],
    after: dict[str, Reached],
    totals_after: dict[str, int],
    cut_at: int,
) -> tuple[dict[str, Any], dict[str, Step]]:
    """What is lost and what is farther, and the links by which that was reached before."""
    _, *others = before.values()
    lost = [node for node in others if node.id not in after]
    farther = [node for node in others if node.id in after and after[node.id].hops > node.hops]
    totals_before = totals(store, others)
    told = {
        "without": left_out.told,
        "before": totals_before,
        "after": totals_after,
        "difference": difference(totals_before, totals_after),
        "lost": bounded([_row(node, before) for node in lost[:cut_at]], len(lost), cut_at),
        "farther": bounded([_moved(node, after[node.id]) for node in farther[:cut_at]], len(farther), cut_at),
    }
    return told, links_used([*lost[:cut_at], *farther[:cut_at]], before) | links_used(
        [after[node.id] for node in farther[:cut_at]], after
    )


def _moved(before: Reached, after: Reached) -> dict[str, Any]:
    return {
        "id": after.id,
        "label": after.label,
        "name": after.name,
        "hops_before": before.hops,
        "hops_after": after.hops,
    }


def links_used(nodes: list[Reached], reached: dict[str, Reached]) -> dict[str, Step]:
    """The links of the paths to some nodes, by key."""
    return {step.key: step for node in nodes for step in steps_to(node, reached)}


def _step(text: str) -> Step:
    key, arrow, dated, before = text.split(" ", 3)
    return Step(key, before, arrow == ">", None if dated == "dated" else dated)


def steps_to(node: Reached, reached: dict[str, Reached]) -> Iterator[Step]:
    """The steps from the start to the node, last first."""
    while node.step is not None:
        yield node.step
        node = reached[node.step.before]


def spelled_out(step: Step, before: Reached, after: Reached) -> tuple[str, str]:
    """What a step says, in Chinese and in English."""
    return LINK_TYPE[step.type].sentence(before.name, after.name, backward=not step.forward)


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


def totals(store: Store, nodes: list[Reached]) -> dict[str, int]:
    """How many nodes of each kind there are, in how many counties they lie or are one, and students where known."""
    ids = by_label(nodes)
    row = store.read(shipped_statement("lookup", "school_totals"), {"schools": ids[SCHOOL.label]}).rows[0]
    counties = set(row["counties"]) | {node.id for node in nodes if node.label == "County"}
    return {
        **counted(ids),
        "counties": len(counties),
        "students": row["students"] or 0,
        "schools_with_students": row["schools_with_students"],
    }
