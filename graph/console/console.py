"""The console over one store: checked by its words, then by its plan, then run within bounds."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any, Literal

from graph.console.answer import ConsoleAnswer
from graph.console.network import network_view
from graph.console.plan import QueryPlan, checked_plan
from graph.console.readers_statement import EXPLAIN, ReadersStatement, read_statement
from graph.console.slots import Slots
from graph.console.tokens import position
from graph.console.values import Values
from graph.errors import (
    AnswerTooLarge,
    ConsoleOff,
    StatementFailed,
    StatementInvalid,
    StoreDenied,
    TooManyRunning,
)
from graph.state import graph_state
from graph.statement import shipped_statement
from graph.store import BoundedReads, Store

MOST_OUTLIVING = 2
"""Statements past their time that an engine can't stop, before nobody may start another."""
_NODES_BY_ENGINE_ID = shipped_statement("lookup", "by_engine_id")
_LOOK_UP_AT_ONCE = 2_000
_LEAST_S = 0.5
"""What a statement gets to run when planning it took the rest."""
# Bolt is about as compact as JSON; a cut by JSON's size should come first, for it leaves the rows before it.
_WIRE_PER_JSON = 2
_PLACE = re.compile(r"\(line (\d+), column (\d+) \(offset: \d+\)\)|at line (\d+):(\d+)")


class Console:
    """Runs Cypher of readers' own. Raises StoreDenied for a store that could write."""

    def __init__(self, store: Store) -> None:
        if not store.connection.read_only:
            raise StoreDenied("The console needs a store that was opened for reading")
        self._store = store
        self._settings = store.settings
        self._slots = Slots(self._settings.console_per_client)

    def run(self, text: str, parameters: Mapping[str, Any] | None = None, *, client: str) -> ConsoleAnswer:
        """Run a statement for a client (such as an address). One that begins with EXPLAIN gives its plan and no rows.

        Raises ConsoleOff, StatementRefused, StatementInvalid, BadParameter, TooManyRunning, AnswerTooLarge (a single
        row is over the limit of bytes, or the engine's memory was), StoreTimeout or another StoreError."""
        with self._checked(text, parameters, client) as (statement, reads):
            started = time.perf_counter()
            state = graph_state(self._store)
            plan = self._plan(statement, reads)
            values = Values()
            taken = _Taken((), [], None)
            if not statement.plan_only:
                left = self._settings.console_timeout_s - (time.perf_counter() - started)
                taken = self._take(statement, reads, values, max(left, _LEAST_S))
                self._name_ends(values)
            limits = {"rows": self._settings.console_max_rows, "bytes": self._settings.console_max_bytes}
            return ConsoleAnswer(
                columns=taken.columns,
                rows=taken.rows,
                truncated=taken.cut_by is not None,
                cut_by=taken.cut_by,
                cut_at=limits[taken.cut_by] if taken.cut_by else None,
                elapsed_ms=round((time.perf_counter() - started) * 1000, 1),
                graph_version=state.version,
                graph_complete=state.complete,
                engine=self._store.connection.engine,
                revision=statement.revision,
                plan=plan,
                network=network_view(values),
            )

    def explain(self, text: str, parameters: Mapping[str, Any] | None = None, *, client: str = "") -> QueryPlan:
        """The plan of a statement, which isn't run. Raises what `run` raises."""
        with self._checked(text, parameters, client) as (statement, reads):
            return self._plan(statement, reads)

    @contextmanager
    def _checked(
        self, text: str, parameters: Mapping[str, Any] | None, client: str
    ) -> Iterator[tuple[ReadersStatement, BoundedReads]]:
        if not self._settings.console:
            raise ConsoleOff("The console is switched off here")
        statement = read_statement(text, parameters or {})
        if self._store.outliving >= MOST_OUTLIVING:
            raise TooManyRunning(
                f"{self._store.outliving} statements whose time is over still run, and the engine can't stop them",
                next_step="Wait; if it lasts, the engine needs a restart: `huoshui down`, then `huoshui up`.",
            )
        with self._slots.taken(client), self._store.bounded() as reads, _readers_own_errors(statement):
            yield statement, reads

    def _plan(self, statement: ReadersStatement, reads: BoundedReads) -> QueryPlan:
        explained = reads.explain(statement.explained, statement.parameters, timeout_s=self._settings.console_timeout_s)
        engine = self._store.connection.engine
        return checked_plan(explained, engine, has_long_texts=statement.has_long_texts)

    def _take(self, statement: ReadersStatement, reads: BoundedReads, values: Values, timeout_s: float) -> _Taken:
        """Take rows until they end or a limit cuts them."""
        most_bytes = self._settings.console_max_bytes
        columns, records = reads.run(
            statement.statement,
            statement.parameters,
            timeout_s=timeout_s,
            max_bytes=most_bytes * _WIRE_PER_JSON,
        )
        taken = _Taken(columns, [], None)
        size = 0
        try:
            for record in records:
                if len(taken.rows) == self._settings.console_max_rows:
                    taken.cut_by = "rows"
                    break
                row = {column: values.plain(value) for column, value in zip(columns, record.values(), strict=True)}
                size += len(json.dumps(row, ensure_ascii=False).encode())
                if size > most_bytes:
                    taken.cut_by = "bytes"
                    break
                taken.rows.append(row)
        except AnswerTooLarge:
            if not taken.rows or not reads.is_over_bytes:
                raise
            taken.cut_by = "bytes"
        if taken.cut_by and not taken.rows:
            raise AnswerTooLarge(f"console: one row is larger than {most_bytes:,} bytes")
        return taken

    def _name_ends(self, values: Values) -> None:
        unknown = values.unknown_ends
        for start in range(0, len(unknown), _LOOK_UP_AT_ONCE):
            ids = unknown[start : start + _LOOK_UP_AT_ONCE]
            for row in self._store.read(_NODES_BY_ENGINE_ID, {"engine_ids": ids}, max_rows=len(ids)).rows:
                values.add_end(row["engine_id"], row["labels"], row["properties"])
        values.name_ends()


class _Taken:
    """Rows taken so far, and what cut them."""

    def __init__(
        self, columns: tuple[str, ...], rows: list[dict[str, Any]], cut_by: Literal["rows", "bytes"] | None
    ) -> None:
        self.columns = columns
        self.rows = rows
        self.cut_by = cut_by


@contextmanager
def _readers_own_errors(read: ReadersStatement) -> Iterator[None]:
    """The statement is the reader's, so a fault in it is the reader's to mend, not a defect of ours."""
    try:
        yield
    except StatementFailed as error:
        reason, place = _placed(error.reason, read)
        raise StatementInvalid(reason, position=place) from error


def _placed(reason: str, read: ReadersStatement) -> tuple[str, tuple[int, int] | None]:
    """An engine's message without its place and its quotation, and the place in the reader's own text."""
    match = _PLACE.search(reason)
    if match is None:
        return reason.partition('\n"')[0], None
    # Neo4j counts EXPLAIN in and columns from 1, ArcadeDB neither.
    line, column = int(match[1] or match[3]), int(match[2] or int(match[4]) + 1) - 1
    quoted = reason[match.end() :]
    offset = sum(len(each) + 1 for each in read.statement.text.split("\n")[: line - 1]) + column
    if line == 1 and f'"{EXPLAIN}' in quoted:
        offset -= len(EXPLAIN)
    before, after = reason[: match.start()].strip(), quoted.partition('\n"')[0].lstrip(" -")
    return " ".join(part for part in (before, after) if part), position(read.given, max(offset, 0))
