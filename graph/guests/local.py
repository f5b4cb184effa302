"""The copy beside a local engine: found, asked for, and ended, from any process of the home."""

from __future__ import annotations

import sys
import time

from graph import engines
from graph.engines.home import write_private
from graph.engines.process import find, kill, new_state, spawn
from graph.engines.types import Report
from graph.errors import GuestsNotReady, StoreUnreachable
from graph.guests.copy import GuestCopy
from graph.guests.home import Copies, GuestsHome
from graph.settings import Settings
from graph.state import GraphState

WAIT_S = 15.0
"""How long a request waits for a copy whose engine is starting, before it is told to come again."""
_LOOK_S = 0.05
_HANDED_ON = (
    "home", "guest_heap_mb", "guest_spare", "console_timeout_s", "connect_timeout_s", "write_timeout_s", "batch_rows"
)  # fmt: skip


class LocalGuests:
    """The copy of a home, which all its processes share.

    With `for_newest_s` one of an earlier state of the graph is taken only after so many seconds, and `report` hears
    that it takes a while."""

    def __init__(self, settings: Settings, *, for_newest_s: float = 0, report: Report = print) -> None:
        self._settings = settings
        self._home = GuestsHome.of(settings)
        self._for_newest_s = for_newest_s
        self._report = report

    def copy(self, graph: GraphState) -> GuestCopy:
        """The copy. Raises GuestsNotReady while there is none yet."""
        started = time.monotonic()
        told = not self._for_newest_s
        while True:
            copies, copy = self._found()
            fits = copies.current is not None and copies.current.fits(graph)
            if copy is None or not fits or not self._home.has_spare(copies):
                self._ask_for_one()
            waited_s = time.monotonic() - started
            if copy is not None and (fits or waited_s >= self._for_newest_s):
                return copy
            if not told:
                told = True
                self._report("Bringing the copy of the graph for readers' statements up to date …")
            if trouble := self._home.trouble():
                if copy is not None:
                    return copy
                raise GuestsNotReady(f"The copy for readers' statements could not be made: {trouble}")
            if waited_s > max(WAIT_S, self._for_newest_s):
                raise GuestsNotReady(
                    "The copy for readers' statements is being made, or its engine is starting",
                    chinese="自写查询用的副本正在准备",
                )
            time.sleep(_LOOK_S)

    def end(self, copy: GuestCopy) -> bool:
        """End the copy's engine, if it is still the one that was asked, and have another started."""
        for _, state in self._home.states():
            if state.token == copy.token and kill(state):
                self._ask_for_one()
        return True

    def close(self) -> None:
        """Nothing is held."""

    def _found(self) -> tuple[Copies, GuestCopy | None]:
        running = engines.connection(self._settings, write=False)
        if running is None:
            raise StoreUnreachable("No store is configured and none runs here")
        return self._home.answering(running.engine)

    def _ask_for_one(self) -> None:
        """Start the process that makes copies, unless it is at work or failed just now."""
        keeper = self._home.keeper
        if self._home.trouble() or find(keeper.state()) is not None:
            return
        with self._home.kept() as free:
            if not free or find(keeper.state()) is not None:
                return
            keeper.make()
            handed_on = self._settings.model_dump_json(include=set(_HANDED_ON))
            write_private(keeper.config / "settings.json", handed_on)
            state = new_state("arcadedb")  # the name says nothing here: it is no engine
            module = "graph.guests.keeper"
            command = [
                sys.executable,
                "-P",
                "-m",
                module,
                str(keeper.config / "settings.json"),
                state.mark,
            ]
            spawn(keeper, state, command, niceness=5)
