"""Bridges: pairs whose ties alone hold a part of the network to the rest."""

from __future__ import annotations

from collections import defaultdict
from functools import partial
from typing import Any

from graph.columns.reading import StateReading
from graph.computed.computation import Computation
from graph.computed.reach import DEFAULT_ITEMS
from graph.computed.undated import Undated, take_undated
from graph.questions import Question
from graph.store import Result, Store


def bridges(
    store: Store, question: Question, parameters: dict[str, Any], max_rows: int | None, read: StateReading
) -> Computation:
    """Answer `bridges`: most schools held first, then by id. The whole network of ties is read."""
    cut_at = DEFAULT_ITEMS if max_rows is None else max_rows
    found = read.rows(question, parameters, cut_at, partial(_of_links, store, question, parameters, cut_at))
    return Computation(found.rows, take_undated(found.rows), found.truncated, cut_at)


def _of_links(store: Store, question: Question, parameters: dict[str, Any], cut_at: int) -> Result:
    """The answer's rows, from all links that the statement gives."""
    from graph.bridging import fallen_parts  # slow to import, and nothing else of the questions needs it

    # Sorted here: ArcadeDB sorts in memory and gives up at some hundred thousand links.
    links = sorted(store.read_all(question.statement, parameters), key=lambda link: str(link["key"]))
    names = {link[end]: link[f"{end}_name"] for link in links for end in ("start", "end")}
    schools = {link[end] for link in links for end in ("start", "end") if link[f"{end}_is_school"]}
    ids = sorted(names)
    number = {id_: at for at, id_ in enumerate(ids)}
    between: dict[frozenset[int], list[dict[str, Any]]] = defaultdict(list)
    for link in links:
        between[frozenset((number[link["start"]], number[link["end"]]))].append(link)
    pairs = [(min(pair), max(pair)) for pair in between if len(pair) > 1]
    found = [
        part
        for part in fallen_parts(pairs, [id_ in schools for id_ in ids], range(len(ids)))
        if part.schools >= parameters["least"]
    ]
    found.sort(key=lambda part: (-part.schools, part.held, part.holder))
    rows = []
    for part in found[:cut_at]:
        held, holder = ids[part.held], ids[part.holder]
        ties = between[frozenset((part.held, part.holder))]
        undated = Undated.of(link["undated"] for link in ties)
        rows.append(
            {
                "held_id": held,
                "held": names[held],
                "holder_id": holder,
                "holder": names[holder],
                "schools_held": part.schools,
                "types": [link["type"] for link in ties],
                "keys": [link["key"] for link in ties],
                "undated_links": undated.links,
                "undated_seen": undated.observed,
            }
        )
    return Result(tuple(rows[0]) if rows else (), rows, len(found) > cut_at, cut_at)
