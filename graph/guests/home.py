"""The folder of the guests' copies, `<home>/guests/`: one folder a copy, and which of them answers."""

from __future__ import annotations

import contextlib
import json
import secrets
import shutil
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import psutil
from filelock import FileLock, Timeout

from graph.engines import arcadedb, neo4j_local
from graph.engines.home import EngineHome, State, write_private
from graph.engines.process import find
from graph.engines.types import EngineName
from graph.guests.copy import GuestCopy
from graph.settings import Settings
from graph.state import GraphState

KEEPER = "keeper"
_TROUBLE_LASTS_S = 30
"""For how long nobody tries again what failed."""


@dataclass(frozen=True, slots=True)
class Current:
    """The copy that answers: its engine, its folder beside this file, the graph's version, and its engine's token."""

    engine: EngineName
    folder: str
    version: str | None
    complete: bool
    token: str

    def fits(self, graph: GraphState) -> bool:
        """Whether it is of this graph; while one is being loaded, an earlier one will do."""
        return not graph.complete or (self.version, self.complete) == (graph.version, True)


@dataclass(frozen=True, slots=True)
class GuestsHome:
    """Paths and state of the copies of one home."""

    root: Path

    @classmethod
    def of(cls, settings: Settings) -> GuestsHome:
        """The place in a home."""
        return cls(settings.home.expanduser().resolve() / "guests")

    @property
    def keeper(self) -> EngineHome:
        """The folder of the process that makes copies and starts their engines."""
        return EngineHome(self.root / KEEPER)

    def current(self, engine: EngineName) -> Current | None:
        """The copy that answers, or did last; None without one of this engine."""
        with contextlib.suppress(OSError, ValueError, TypeError):
            current = Current(**json.loads((self.root / "current.json").read_text("utf-8")))
            if current.engine == engine and self.engine_home(current).root.is_dir():
                return current
        return None

    def save(self, current: Current) -> None:
        """Have this copy answer from now on."""
        write_private(self.root / "current.json", json.dumps(asdict(current)))
        (self.root / "trouble.json").unlink(missing_ok=True)

    def engine_home(self, current: Current) -> EngineHome:
        """The folder of a copy's engine."""
        return EngineHome(self.root / current.engine / current.folder)

    def new_copy(self, engine: EngineName, graph: GraphState) -> Current:
        """A copy that is to be made, in a folder of its own."""
        (self.root / engine).mkdir(mode=0o700, exist_ok=True)
        return Current(engine, secrets.token_hex(4), graph.version, graph.complete, "")

    def ready(self, current: Current) -> GuestCopy | None:
        """The copy as one to ask, if its engine runs and has answered once."""
        home = self.engine_home(current)
        state, passwords = home.state(), home.passwords()
        if state is None or passwords is None or state.token != current.token or find(state) is None:
            return None
        module = arcadedb if current.engine == "arcadedb" else neo4j_local
        connection = module.connection(state, passwords, write=False)
        return GuestCopy(connection, current.version, current.complete, state.token)

    def states(self) -> Iterator[tuple[EngineHome, State]]:
        """Every engine of a copy that was started and not seen to end, with the keeper first."""
        for folder in (self.keeper.root, *self.root.glob("*/*")):
            home = EngineHome(folder)
            if (state := home.state()) is not None:
                yield home, state

    def forget(self, *, but: Current | None) -> None:
        """End all engines and remove all copies but one."""
        kept = None if but is None else self.engine_home(but).root
        for home, state in self.states():
            if home.root not in (kept, self.keeper.root):
                end(home, state)
        for folder in self.root.glob("*/*"):
            if folder != kept and folder.parent.name in ("arcadedb", "neo4j"):
                shutil.rmtree(folder, ignore_errors=True)

    def tell_trouble(self, message: str) -> None:
        """Write down why no copy could be made."""
        write_private(self.root / "trouble.json", json.dumps({"message": message, "at": time.time()}))

    def trouble(self) -> str:
        """Why no copy could be made a moment ago; empty when it's worth trying again."""
        with contextlib.suppress(OSError, ValueError, KeyError, TypeError):
            told = json.loads((self.root / "trouble.json").read_text("utf-8"))
            if 0 <= time.time() - told["at"] < _TROUBLE_LASTS_S:
                return str(told["message"])
        return ""

    @contextlib.contextmanager
    def kept(self, wait_s: float = 0) -> Iterator[bool]:
        """Hold the place of the one that makes copies; False where another holds it. The kernel gives it back."""
        self.root.mkdir(mode=0o700, exist_ok=True)
        lock = FileLock(self.root / "keeper.lock", mode=0o600)
        try:
            lock.acquire(timeout=wait_s)
        except Timeout:
            yield False
            return
        try:
            yield True
        finally:
            lock.release()


def end(home: EngineHome, state: State) -> bool:
    """End a process at once: nothing of it is worth keeping. False when there was none."""
    process = find(state)
    if process is not None:
        with contextlib.suppress(psutil.Error):
            process.kill()
            process.wait(10)
    if home.state() == state:
        home.forget_state()
    return process is not None


def stop_guests(settings: Settings) -> bool:
    """Stop the engines of a home's guests, and whatever is making a copy. False when none ran. Copies stay."""
    guests = GuestsHome.of(settings)
    ended = [end(home, state) for home, state in guests.states()]
    return any(ended)


def started(current: Current, state: State) -> Current:
    """The copy with the engine that answers for it now."""
    return replace(current, token=state.token)
