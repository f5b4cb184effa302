"""The folder of the guests' copies, `<home>/guests/`: one folder a copy, and which of them answers."""

from __future__ import annotations

import contextlib
import json
import secrets
import shutil
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from filelock import FileLock, Timeout

from graph.engines import arcadedb, neo4j_local
from graph.engines.home import EngineHome, State, write_private
from graph.engines.process import find, kill
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
class Copies:
    """The copies of a home: the one that answers, or did last, and one that is ready to take its place."""

    current: Current | None = None
    spare: Current | None = None
    """Made once an engine has ended over a statement: most homes never need it."""

    @property
    def kept(self) -> tuple[Current, ...]:
        """Both, as far as there are any."""
        return tuple(one for one in (self.current, self.spare) if one is not None)


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

    def copies(self, engine: EngineName) -> Copies:
        """The copies of this engine whose folders are there."""
        with contextlib.suppress(OSError, ValueError, TypeError, AttributeError):
            told = json.loads(self._file.read_text("utf-8"))
            found = {name: Current(**one) for name, one in told.items() if one}
            there = {name: one for name, one in found.items() if one.engine == engine and self._holds(one)}
            if "current" in there:
                return Copies(**there)
        return Copies()

    def save(self, copies: Copies) -> None:
        """Have these copies be the ones from now on."""
        write_private(self._file, json.dumps(asdict(copies)))
        (self.root / "trouble.json").unlink(missing_ok=True)

    def answering(self, engine: EngineName) -> tuple[Copies, GuestCopy | None]:
        """The copies, and the current one if its engine runs; where it ended, the spare takes its place at once."""
        copies = self.copies(engine)
        if copies.current is None:
            return copies, None
        copy = self.ready(copies.current)
        if copy is None and copies.spare is not None and (copy := self.ready(copies.spare)) is not None:
            copies = Copies(copies.spare, copies.current)
            self.save(copies)
        return copies, copy

    def has_spare(self, copies: Copies) -> bool:
        """Whether the spare runs, where there is to be one."""
        return copies.spare is None or self.ready(copies.spare) is not None

    @property
    def _file(self) -> Path:
        return self.root / "current.json"

    def _holds(self, one: Current) -> bool:
        return self.engine_home(one).root.is_dir()

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

    def forget(self, *, but: Copies) -> None:
        """End all engines and remove all copies but these."""
        kept = {self.engine_home(one).root for one in but.kept}
        for home, state in self.states():
            if home.root not in kept | {self.keeper.root}:
                end(home, state)
        for folder in self.root.glob("*/*"):
            if folder not in kept and folder.parent.name in ("arcadedb", "neo4j"):
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
    ended = kill(state)
    if home.state() == state:
        home.forget_state()
    return ended


def stop_guests(settings: Settings) -> bool:
    """Stop the engines of a home's guests, and whatever is making a copy. False when none ran. Copies stay."""
    guests = GuestsHome.of(settings)
    ended = [end(home, state) for home, state in guests.states()]
    return any(ended)
