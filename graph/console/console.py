"""The console over one store: a statement is checked by its words here, then planned and run where it can be killed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from graph.console.answer import ConsoleAnswer
from graph.console.job import Job
from graph.console.plan import QueryPlan
from graph.console.readers_statement import ReadersStatement, read_statement
from graph.console.slots import Slots
from graph.console.workers import Workers
from graph.errors import AnswerTooLarge, ConsoleOff, StoreDenied, StoreTimeout, StoreUnreachable, TooManyRunning
from graph.guests import Guests, guests_of
from graph.state import graph_state
from graph.store import Store

MOST_OUTLIVING = 2
"""Statements past their time that an engine can't stop and that we can't end, before nobody may start another."""


class Console:
    """Runs Cypher of readers' own, on the guests' copy of the store's graph. Close it.

    Raises StoreDenied for a store that could write."""

    def __init__(self, store: Store, guests: Guests | None = None) -> None:
        if not store.connection.read_only:
            raise StoreDenied("The console needs a store that was opened for reading")
        self._store = store
        self._settings = store.settings
        self._guests = guests
        self._slots = Slots(self._settings.console_per_client)
        self._workers = Workers(self._settings)

    def close(self) -> None:
        """Give back what is held."""
        self._workers.close()
        if self._guests is not None:
            self._guests.close()

    def run(self, text: str, parameters: Mapping[str, Any] | None = None, *, client: str) -> ConsoleAnswer:
        """Run a statement for a client (such as an address). One that begins with EXPLAIN gives its plan and no rows.

        Raises ConsoleOff, StatementRefused, StatementInvalid, BadParameter, TooManyRunning, GuestsNotReady,
        AnswerTooLarge (a single row is over the limit of bytes, or memory was, the engine's or that of whoever takes
        the rows), StoreTimeout or another StoreError."""
        return self._answer(text, parameters, client, plan_only=False)

    def explain(self, text: str, parameters: Mapping[str, Any] | None = None, *, client: str = "") -> QueryPlan:
        """The plan of a statement, which isn't run. Raises what `run` raises."""
        return self._answer(text, parameters, client, plan_only=True).plan

    def _answer(
        self, text: str, parameters: Mapping[str, Any] | None, client: str, *, plan_only: bool
    ) -> ConsoleAnswer:
        if not self._settings.console:
            raise ConsoleOff("The console is switched off here")
        statement = read_statement(text, parameters or {})
        if self._guests is None:
            self._guests = guests_of(self._settings)
        if self._workers.outliving >= MOST_OUTLIVING:
            raise TooManyRunning(
                f"{self._workers.outliving} statements whose time is over still run, and the engine can't stop them",
                next_step="Wait; if it lasts, the database at HUOSHUI_GUEST_URI needs a restart.",
            )
        with self._slots.taken(client):
            return self._asked(self._guests, statement, plan_only or statement.plan_only)

    def _asked(self, guests: Guests, statement: ReadersStatement, plan_only: bool) -> ConsoleAnswer:
        graph = graph_state(self._store)
        copy = guests.copy(graph)
        for is_last in (False, True):
            newer = graph.version if graph.version != copy.version else None
            job = Job(self._settings, copy, newer, statement, plan_only)
            try:
                return self._workers.do(job, guests)
            except StoreTimeout:
                # Its time went by behind another guest's statement, over which the engine was ended.
                if is_last or not self._workers.was_held_up(job, guests, graph):
                    raise
                copy = guests.copy(graph)
            except StoreUnreachable:
                # Another guest's statement may have ended the engine, or a newer copy took over: whoever asked sees
                # nothing of that. What ends it a second time is this statement.
                if is_last:
                    raise AnswerTooLarge("console: the engine ended over it, as it does without memory") from None
                gone, copy = copy, guests.copy(graph)
                if copy == gone:  # it lives and doesn't answer
                    if not guests.end(copy):
                        raise
                    copy = guests.copy(graph)
        raise AssertionError("unreachable")
