"""The rows of a question's statement: from columns where the graph as it is has them, else from the engine.

polars is imported where columns are used, so that who asks of a small graph doesn't wait for it."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from graph.built_files import BuiltFiles
from graph.errors import StoreTimeout
from graph.questions import Question
from graph.state import GraphState, graph_state
from graph.store import Result, Store

if TYPE_CHECKING:
    from graph.columns.files import ColumnFiles
    from graph.columns.frames import Columns

_logger = logging.getLogger("huoshui.columns")
LAYOUT = 8
"""Changes with what is written into columns, or with how it is found."""
FROM_NODES = 10_000
"""Nodes of a graph from which columns are built: of a smaller one the engine sums up in less time than it takes."""

Progress = Callable[[str, int, int], object]
"""Is told what is done, how many pieces of it, and of how many."""


class ColumnsGone(Exception):
    """The columns of an earlier state went while a question was asked of them. Nobody is told: it is asked again."""


Made = TypeVar("Made")


class RowReader:
    """Reads the rows of questions. Who `lives_on` has the columns of a large graph built beside, for later answers."""

    def __init__(self, store: Store, *, lives_on: bool) -> None:
        self._store = store
        self._lives_on = lives_on
        self._files: ColumnFiles | None = None

    def standing(self, state: GraphState, question: Question, parameters: Mapping[str, Any]) -> GraphState:
        """The state to ask a question of: an earlier one while its columns stand, and those of this are being built.

        What asks the engine, too, is asked of the graph as it is: an answer is of one state."""
        if not self._lives_on or parameters.get("without") is not None or not self._is_for_columns(state, question):
            return state
        if self.files.path(state).exists():
            return state
        earlier = self.files.newest()
        return state if earlier is None or self.files.of(earlier) is None else earlier

    def rows(
        self,
        state: GraphState,
        question: Question,
        parameters: dict[str, Any],
        max_rows: int | None,
        from_engine: Callable[[], Result] | None = None,
    ) -> Result:
        """The rows of a question in the state that the graph is in. Raises a StoreError.

        The engine gives those of its statement, unless `from_engine` finds others."""
        found = self.rows_of_columns(state, question, parameters, max_rows)
        if found is not None:
            return found
        try:
            if from_engine is not None:
                return from_engine()
            return self._store.read(question.statement, parameters, max_rows=max_rows)
        except StoreTimeout as stopped:
            if not self._is_for_columns(state, question):
                raise
            if self._lives_on:
                later = "Columns beside the graph, which answer it, are being built: ask again in a minute."
                raise StoreTimeout(stopped.message, next_step=later) from stopped
            self.files.build(state)
            found = self.rows_of_columns(state, question, parameters, max_rows)
            if found is None:
                raise
            return found

    def rows_of_columns(
        self, state: GraphState, question: Question, parameters: dict[str, Any], max_rows: int | None
    ) -> Result | None:
        """The rows of a question from the columns of a state; None where there are none."""
        if not self._is_for_columns(state, question):
            return None
        from graph.columns.questions import ON_COLUMNS

        find = ON_COLUMNS[question.id]
        cut_at = self._store.settings.max_rows if max_rows is None else max_rows
        rows = self.found(state, lambda columns: find(columns, parameters, cut_at + 1))
        if rows is None:
            return None
        names = tuple(rows[0]) if rows else ()
        return Result(names, rows[:cut_at], len(rows) > cut_at, cut_at)

    def found(self, state: GraphState, find: Callable[[Columns], Made]) -> Made | None:
        """What is found in the columns of a state; None where there are none, or their files can't be read any more."""
        if not are_wanted(self._store, state):
            return None
        if self._files is None and not column_files(self._store).path(state).exists():
            return None
        import polars as pl

        if (columns := self.files.of(state)) is None:
            return None
        try:
            return find(columns)
        except (OSError, pl.exceptions.PolarsError, pl.exceptions.PanicException) as error:
            _logger.warning("The columns beside the graph can't be read (%r): they are built anew", error)
            self.files.throw_away(state)
            return None

    @property
    def files(self) -> ColumnFiles:
        """The files of columns beside the store."""
        from graph.columns.files import ColumnFiles

        if self._files is None:
            self._files = ColumnFiles(self._store)
        return self._files

    def prepare(self, state: GraphState) -> None:
        """Where the process lives on, have the columns of a large graph built, for questions that will come."""
        if self._lives_on and are_wanted(self._store, state):
            self.files.build_beside(state)

    def _is_for_columns(self, state: GraphState, question: Question) -> bool:
        if not are_wanted(self._store, state):
            return False
        from graph.columns.questions import ON_COLUMNS

        return question.id in ON_COLUMNS


@dataclass(frozen=True, slots=True)
class StateReading:
    """How what an answer needs is read: in one state of the graph, that of now or an earlier one."""

    reader: RowReader
    state: GraphState
    is_now: bool

    def rows(
        self,
        question: Question,
        parameters: dict[str, Any],
        max_rows: int | None,
        from_engine: Callable[[], Result] | None = None,
    ) -> Result:
        """The rows of a question, from columns where there are any, else from the engine (`RowReader.rows`).

        Raises a StoreError; ColumnsGone where no engine holds the state any more."""
        if self.is_now:
            return self.reader.rows(self.state, question, parameters, max_rows, from_engine)
        found = self.reader.rows_of_columns(self.state, question, parameters, max_rows)
        if found is None:
            raise ColumnsGone
        return found

    def of_columns(self, find: Callable[[Columns], Made]) -> Made | None:
        """What is found in columns; None where there are none."""
        return self.reader.found(self.state, find)


def are_wanted(store: Store, state: GraphState) -> bool:
    """Whether a graph is whole, and so large that columns are worth their while, unless they are switched off."""
    if not store.settings.columns or not state.complete:
        return False
    return sum(dataset.nodes for dataset in state.datasets) >= FROM_NODES


def build_columns_of(store: Store, progress: Progress) -> None:
    """Build the columns of the graph as it is now, where it is large: what is left to do once a load has ended."""
    state = graph_state(store)
    if are_wanted(store, state):
        from graph.columns.files import ColumnFiles

        ColumnFiles(store).build(state, progress)


def column_files(store: Store) -> BuiltFiles:
    """The columns that lie in the home."""
    return BuiltFiles(store.settings.home, "columns", LAYOUT)
