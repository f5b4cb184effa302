"""Which columns there are, of the graph as it is or as it was before a load, and building them.

Columns are of one state of the graph and answer for no other: an answer is always of the graph that its receipt names.
"""

from __future__ import annotations

import logging
import time
from contextlib import suppress
from pathlib import Path
from threading import Lock, Thread

import polars as pl

from graph.columns.build import build_columns
from graph.columns.frames import Columns, Stamps, open_columns, stamps
from graph.columns.reading import Progress, column_files
from graph.errors import StoreError
from graph.frame_files import FramesTorn
from graph.state import GraphState, graph_state
from graph.store import Store

_STATE = "state.json"
AGAIN_AFTER_S = 60.0
"""How long after one that came to nothing a process that lives on begins again."""
_logger = logging.getLogger("huoshui.columns")


class ColumnFiles:
    """The columns beside one store. Safe to use from many threads."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._files = column_files(store)
        self._open: tuple[GraphState, Stamps | None, Columns] | None = None
        self._building: Thread | None = None
        self._tried: tuple[GraphState, float] | None = None
        self._lock = Lock()

    def of(self, state: GraphState) -> Columns | None:
        """The columns of the graph in this state; None where there are none. Those that are torn are thrown away."""
        with self._lock:
            path = self.path(state)
            if not path.exists():
                return None
            if self._open is not None and self._open[0] == state and self._open[1] == _stamps(path):
                return self._open[2]
            self._open = None
            try:
                self._open = state, _stamps(path), open_columns(path)
            except FramesTorn as torn:
                _logger.warning("%s: they are built anew", torn)
                self.throw_away(state)
                return None
            return self._open[2]

    def path(self, state: GraphState) -> Path:
        """Where the columns of a state are, once they are built."""
        return self._files.path(state)

    def newest(self) -> GraphState | None:
        """The newest state of this store's graph of which there are columns."""
        for path in self._files.each():
            with suppress(OSError, ValueError, KeyError, TypeError):
                of, _, text = (path / _STATE).read_text("utf-8").partition("\n")
                state = GraphState.of_json(text)
                if of == self._store.database_key and path == self.path(state):  # another release reads its own alone
                    return state
        return None

    def throw_away(self, state: GraphState) -> None:
        """Take the files of a state away."""
        self._open = None
        self._files.throw_away(state)

    def build(self, state: GraphState, progress: Progress = lambda *_: None) -> bool:
        """Build the columns of the graph in this state. False where it can't be: the engine answers then.

        Another process may be building them, the folder may be closed to us or full, or a load may have begun."""

        def make(draft: Path) -> None:
            build_columns(draft, self._store, progress)
            (draft / _STATE).write_text(f"{self._store.database_key}\n{state.as_json()}", "utf-8")
            if graph_state(self._store) != state:
                raise _Changed

        try:
            return self._files.build(state, make)
        except (OSError, StoreError, pl.exceptions.PolarsError, _Changed) as error:
            _logger.warning("The columns beside the graph are not built: %r", error)
            return False

    def build_beside(self, state: GraphState) -> None:
        """Have a thread build them, unless they are there, one builds already, or has just tried in vain."""
        with self._lock:
            if self._building is not None and self._building.is_alive():
                return
            tried, when = self._tried or (None, 0.0)
            if tried == state and time.monotonic() - when < AGAIN_AFTER_S:
                return
            if not self.path(state).exists():
                self._building = Thread(target=self._try, args=(state,), name="columns", daemon=True)
                self._building.start()

    def _try(self, state: GraphState) -> None:
        built = self.build(state)
        self._tried = None if built else (state, time.monotonic())


def _stamps(path: Path) -> Stamps | None:
    try:
        return stamps(path)
    except OSError:
        return None


class _Changed(Exception):
    """The graph changed while it was read."""
