"""Find by name: from the index of names where there is one of the graph as it is, else from the engine."""

from __future__ import annotations

import logging
import sqlite3
from contextlib import suppress
from pathlib import Path
from threading import Thread
from typing import Any

from graph.built_files import BuiltFiles
from graph.computed.computation import Computation
from graph.computed.undated import Undated
from graph.errors import StoreError
from graph.questions import Question
from graph.search.index import LAYOUT, build_index, search_index
from graph.search.things import things
from graph.state import GraphState, graph_state
from graph.store import Store

AT_ONCE = 50_000
"""Nodes of a graph whose index is built while the answer waits; that of a larger one takes seconds."""
_logger = logging.getLogger("huoshui.search")


def find(
    store: Store, question: Question, parameters: dict[str, Any], max_rows: int | None, *, lives_on: bool = False
) -> Computation:
    """Answer `find`. Where the process `lives_on`, the index of a large graph is built beside, for later answers."""
    cut_at = store.settings.max_rows if max_rows is None else max_rows
    rows = _from_index(store, parameters, cut_at + 1, lives_on)
    if rows is None:
        result = store.read(question.statement, parameters, max_rows=cut_at)
        return Computation(result.rows, Undated(), result.truncated, cut_at, given=parameters)
    return Computation(rows[:cut_at], Undated(), len(rows) > cut_at, cut_at, given=parameters)


def _from_index(store: Store, parameters: dict[str, Any], most: int, lives_on: bool) -> list[dict[str, Any]] | None:
    """What the index finds; None where there is none yet. One that is torn is thrown away."""
    state = graph_state(store)
    path = index_files(store).path(state)
    if not path.exists():
        if not state.complete:
            return None
        if sum(dataset.nodes for dataset in state.datasets) > AT_ONCE:
            if lives_on:
                Thread(target=build, args=(store, state), name="search-index", daemon=True).start()
            return None
        if not build(store, state):
            return None
    try:
        return search_index(path, parameters["name"], parameters["labels"], most)
    except sqlite3.Error as error:
        _logger.warning("The index of names at %s can't be read (%s): it is built anew", path, error)
        with suppress(OSError):
            path.unlink()
        return None


def build(store: Store, state: GraphState) -> bool:
    """Build the index of the graph in this state. False where it can't be: answers then come from the engine.

    Another process may be building it, the folder may be closed to us, or a load may have begun."""

    def make(draft: Path) -> None:
        build_index(draft, things(store))
        if graph_state(store) != state:
            raise _Changed

    try:
        return index_files(store).build(state, make)
    except (OSError, sqlite3.Error, StoreError, _Changed) as error:
        _logger.warning("The index of names is not built: %r", error)
        return False


class _Changed(Exception):
    """The graph changed while it was read."""


def index_files(store: Store) -> BuiltFiles:
    """The indexes of names that lie in the home."""
    return BuiltFiles(store.settings.home, "search", LAYOUT)
