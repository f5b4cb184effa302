"""A library's reading that answers from the engine and from columns, and fails where they differ."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from graph.columns.questions import ON_COLUMNS
from graph.columns.reading import RowReader
from graph.questions import Question
from graph.state import GraphState
from graph.store import Result, Store


class BothWays(RowReader):
    """Every question that columns answer is asked both ways; the rows must be the same, in the same order."""

    def __init__(self, store: Store) -> None:
        super().__init__(store, lives_on=False)
        self.compared: Counter[str] = Counter()

    def rows(
        self,
        state: GraphState,
        question: Question,
        parameters: dict[str, Any],
        max_rows: int | None,
        from_engine: Callable[[], Result] | None = None,
    ) -> Result:
        """The engine's rows, once they were compared."""
        told = from_engine() if from_engine else self._store.read(question.statement, parameters, max_rows=max_rows)
        if question.id not in ON_COLUMNS or not state.complete:
            return told
        columns = self.files.of(state)
        if columns is None:
            assert self.files.build(state)
            columns = self.files.of(state)
            assert columns is not None
        rows = ON_COLUMNS[question.id](columns, parameters, told.cut_at + 1)
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


def drawn(
    question: Question, chance: random.Random, ids: Mapping[str, Sequence[str]], days: Sequence[str]
) -> dict[str, str | None]:
    """Values for a question's parameters: of its choices, of these ids (by what they are ids of) and days, or none."""
    given: dict[str, str | None] = {}
    for parameter in question.header.parameters:
        known: Sequence[str | None] = parameter.choices
        if parameter.type == "day":
            known = [*days, "any"]
        elif parameter.id_of:
            known = [id_ for label in parameter.id_of for id_ in ids.get(label, ())]
        elif parameter.minimum is not None and parameter.maximum is not None:
            known = [str(chance.randint(2015, 2026))] if parameter.minimum > 1_000 else [parameter.default]
        elif parameter.type == "boolean":
            known = ["true", "false"]
        if known and (parameter.required or chance.random() < 0.6):
            given[parameter.name] = chance.choice(known)
    if question.header.ordered is not None and len(given.keys() & set(question.header.ordered)) > 1:
        first, last = question.header.ordered
        given[first], given[last] = sorted((given[first] or "", given[last] or ""))
    return given
