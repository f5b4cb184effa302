"""An engine's folder: `<home>/<engine>/` with its data, config, logs, state and passwords, closed to other users."""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from graph.engines.types import EngineName, Report
from graph.files import replacing


@dataclass(frozen=True, slots=True)
class State:
    """The process that we started, with what tells it from any other that may get its pid later.

    `pid` is 0 while the process is being started, so that a starter that dies in between leaves a trace.
    `token` is random and stands on the process's command line: no clock tells whether a process is ours.
    """

    engine: EngineName
    token: str
    bolt_port: int
    http_port: int
    started: str
    pid: int = 0

    @property
    def mark(self) -> str:
        """What stands on the process's command line, by which it is found again where the state file is lost."""
        return f"huoshui:{self.token}:{self.bolt_port}:{self.http_port}"


@dataclass(frozen=True, slots=True)
class Passwords:
    """Random passwords of an engine's accounts. Kept across restarts."""

    admin: str
    reader: str


@dataclass(frozen=True, slots=True)
class EngineHome:
    """Paths of one engine under `settings.home`."""

    root: Path

    @classmethod
    def of(cls, home: Path, engine: EngineName) -> EngineHome:
        """Place an engine's home in `settings.home`; absolute, since the engine runs in a folder of its own."""
        return cls(home.expanduser().resolve() / engine)

    @property
    def config(self) -> Path:
        """Settings, written anew at each start."""
        return self.root / "config"

    @property
    def data(self) -> Path:
        """The database."""
        return self.root / "data"

    @property
    def logs(self) -> Path:
        """Logs of the engine and of its process."""
        return self.root / "logs"

    @property
    def log_file(self) -> Path:
        """What the process prints; its own log lies beside it."""
        return self.logs / "server.log"

    def make(self) -> None:
        """Create the folders, for this user only."""
        if not self.root.parent.exists():
            self.root.parent.mkdir(mode=0o700, parents=True)
        for folder in (self.root, self.config, self.data, self.logs):
            folder.mkdir(mode=0o700, exist_ok=True)
            folder.chmod(0o700)

    def state(self) -> State | None:
        """Read the state file; None when there is none, or none that can be read."""
        try:
            told = json.loads((self.root / "state.json").read_text("utf-8"))
            return State(**{field.name: told[field.name] for field in fields(State)})
        except (OSError, ValueError, TypeError, KeyError):
            return None

    def save_state(self, state: State) -> None:
        """Write the state file in one step."""
        write_private(self.root / "state.json", json.dumps(asdict(state)))

    def forget_state(self) -> None:
        """Remove the state file: nothing of ours runs here."""
        (self.root / "state.json").unlink(missing_ok=True)

    def passwords(self) -> Passwords | None:
        """Read the engine's passwords; None before its first start."""
        try:
            return Passwords(**json.loads((self.root / "passwords.json").read_text("utf-8")))
        except (OSError, ValueError, TypeError):
            return None

    def make_passwords(self) -> Passwords:
        """Read the engine's passwords, or make them now if it has none."""
        found = self.passwords()
        if found is None:
            found = Passwords(admin=secrets.token_urlsafe(24), reader=secrets.token_urlsafe(24))
            write_private(self.root / "passwords.json", json.dumps(asdict(found)))
        return found


def write_private(path: Path, text: str) -> None:
    """Replace a file in one step, readable by this user only from its first byte."""
    with replacing(path, mode=0o600) as file:
        file.write(text.encode())


@contextmanager
def locked(path: Path, report: Report, waiting: str) -> Iterator[None]:
    """Hold a lock file. A second holder says `waiting` and then waits; a holder that dies lets go by itself."""
    lock = FileLock(path, mode=0o600)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        report(waiting)
        lock.acquire()
    try:
        yield
    finally:
        lock.release()


def properties(values: Mapping[str, Any]) -> str:
    """Write `key=value` lines as Java programs read them."""
    return "".join(f"{key}={value}\n" for key, value in values.items())
