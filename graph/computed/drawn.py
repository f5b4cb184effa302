"""What the map beside an answer shows: exactly the nodes and links that the answer tells of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from graph.computed.network import shown_properties, subgraph_node
from graph.model import TAKES_PART
from graph.questions import Question
from graph.questions.vocabulary import shipped_vocabulary
from graph.statement import shipped_statement
from graph.store import Store
from graph.subgraph import Subgraph, SubgraphLink

Rows = Sequence[Mapping[str, Any]]


def drawn_answer(
    store: Store, question: Question, parameters: Mapping[str, Any], rows: Rows, extra: Mapping[str, Any]
) -> Subgraph:
    """The links whose keys the rows hold, their ends, and what the parameters name that the header draws.

    Raises ValueError for a question whose map isn't of its own rows, and a StoreError."""
    declared = question.header.map
    if declared is None or declared.links is None:
        raise ValueError(f"{question.id} has no map of its rows")
    if isinstance(view := extra.get("view"), Subgraph):
        return view
    named = [str(parameters[name]) for name in declared.parameters]
    keys = [key for row in rows for key in _keys(row[declared.links])]
    known = [*dict.fromkeys([*named, *_ids(question, rows)])]
    links = store.read_all(shipped_statement("lookup", "links_of"), {**dict.fromkeys(TAKES_PART, known), "keys": keys})
    ids = [*dict.fromkeys([*named, *(link[end] for link in links for end in ("start", "end"))])]
    nodes = store.read_all(shipped_statement("lookup", "nodes"), dict.fromkeys(TAKES_PART, ids))
    return Subgraph(
        nodes=[subgraph_node(node) for node in nodes],
        links=[SubgraphLink(**{**link, "properties": shown_properties(link["properties"])}) for link in links],
        focus=named[0] if named else None,
    )


def _keys(held: Any) -> list[str]:
    """The keys in a cell: one, a list of them, or the links of a path."""
    if isinstance(held, str):
        return [held]
    return [one["key"] if isinstance(one, Mapping) else one for one in held]


def _ids(question: Question, rows: Rows) -> Iterator[str]:
    """The ids in the rows of whatever takes part."""
    vocabulary = shipped_vocabulary()
    for column in question.header.columns:
        if vocabulary.column(column.name, question.id).id_of in ("any", *TAKES_PART):
            for row in rows:
                held = row[column.name]
                yield from held if isinstance(held, list) else [held] if held else []
