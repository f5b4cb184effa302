"""A library's reading that answers from the engine and from columns, and fails where they differ."""

from __future__ import annotations

from collections import Counter
from typing import Any

from graph.columns.questions import ON_COLUMNS, rows_of
from graph.columns.reading import RowReader
from graph.questions import Question
from graph.state import GraphState
from graph.store import Result, Store


class BothWays(RowReader):
    """Every question that columns answer is asked both ways; the rows must be the same, in the same order."""

    def __init__(self, store: Store) -> None:
        super().__init__(store, lives_on=False)
        self.compared: Counter[str] = Counter()

    def rows(self, state: GraphState, question: Question, parameters: dict[str, Any], max_rows: int | None) -> Result:
        """The engine's rows, once they were compared."""
        told = self._store.read(question.statement, parameters, max_rows=max_rows)
        if question.id not in ON_COLUMNS or not state.complete:
            return told
        columns = self.files.of(state)
        if columns is None:
            assert self.files.build(state)
            columns = self.files.of(state)
            assert columns is not None
        rows = rows_of(columns, question.id, parameters)
        assert rows is not None
        same_rows(told.rows, rows[: told.cut_at], f"{question.id} {parameters}")
        assert told.truncated == (len(rows) > told.cut_at)
        self.compared[question.id] += 1
        return told


def same_rows(engine: list[dict[str, Any]], columns: list[dict[str, Any]], asked: str) -> None:
    """Fail unless both are the same to the last value; the first rows that differ are shown."""
    for told, found in zip(engine, columns, strict=False):
        assert list(told) == list(found), asked
        assert told == found, asked
        assert [type(value) for value in told.values()] == [type(value) for value in found.values()], asked
    assert len(engine) == len(columns), asked
