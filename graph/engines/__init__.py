"""The local engines: a database for those who have none, as a background process on this machine.

Everything lies under `settings.home`; one engine runs in a home at a time. Two starts at once wait for each other.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, get_args

from graph.engines.types import Connection, EngineName, EngineStatus, Report
from graph.errors import EngineError

if TYPE_CHECKING:
    from pathlib import Path

    from graph.engines.home import EngineHome
    from graph.settings import Settings

__all__ = [
    "Connection",
    "EngineName",
    "EngineStatus",
    "Report",
    "connection",
    "is_local_neo4j",
    "replace_data",
    "start",
    "status",
    "stop",
    "to_start",
]

_LAST = "engine"
"""The file of a home that names the engine which ran last in it."""


def start(settings: Settings, engine: EngineName | None = None, report: Report = print) -> EngineStatus:
    """Start an engine and wait until it answers; one that runs already is left as it is.

    Without a name it is the one that runs here, else what `to_start` names. Raises EngineError when the home's other
    engine runs, EngineNotInstalled, EngineNotStarted.
    """
    from graph.engines import arcadedb, neo4j_local, process

    modules = {"arcadedb": arcadedb, "neo4j": neo4j_local}
    with _locked(settings, report):
        for name, home in _homes(settings):
            found = process.running(name, home)
            if found is None:
                continue
            if engine not in (None, name):
                raise EngineError(
                    f"{name} runs in {home.root.parent}; {engine} can't run beside it.",
                    next_step="Stop it first: huoshui down. Each engine has its own data: load again into the new one.",
                )
            # A starter that was killed may have left it half-way: wait as that one would have.
            modules[name].wait(home, found[0], home.make_passwords(), keep=True)
            home.save_state(found[0])
            return process.status_of(name, home)
        wanted, last = engine or to_start(settings), last_started(settings)
        if last not in (None, wanted):
            report(f"The last engine here was {last}, and what was loaded into it stays there: {wanted} has its own.")
        home = dict(_homes(settings))[wanted]
        modules[wanted].start(settings, home, report)
        _remember(settings, wanted)
        return process.status_of(wanted, home)


def to_start(settings: Settings) -> EngineName:
    """The engine that starts unless another is asked for: that of the settings if they name one, else the last one."""
    return settings.engine if "engine" in settings.model_fields_set else last_started(settings) or settings.engine


def last_started(settings: Settings) -> EngineName | None:
    """The engine that ran last in this home; None where none did, or nobody can tell which."""
    try:
        told = (settings.home.expanduser() / _LAST).read_text("utf-8").strip()
    except OSError:
        told = ""
    # An earlier release wrote no such file.
    ran = [name for name, home in _homes(settings) if name == told or (not told and home.data.is_dir())]
    return ran[0] if len(ran) == 1 else None


def _remember(settings: Settings, engine: EngineName) -> None:
    from graph.engines.home import write_private

    write_private(settings.home.expanduser() / _LAST, f"{engine}\n")


def stop(settings: Settings, report: Report = print) -> bool:
    """Stop the engine that runs in this home, and that of its guests. False when none did. Committed rows stay."""
    from graph.engines import process
    from graph.guests.home import stop_guests

    stopped = False
    if not settings.home.expanduser().is_dir():
        return stopped
    with _locked(settings, report):
        stop_guests(settings)
        for name, home in _homes(settings):
            found = process.running(name, home)
            state = found[0] if found else home.state()
            if state is not None:
                stopped = process.stop_process(home, state, report) or stopped
    return stopped


def status(settings: Settings) -> list[EngineStatus]:
    """Tell how each engine that ever ran in this home fares; an empty list when none did."""
    from graph.engines import process

    return [process.status_of(name, home) for name, home in _homes(settings) if home.root.is_dir()]


def connection(settings: Settings, *, write: bool) -> Connection | None:
    """Find the graph: at NEO4J_URI if that is set, else in the engine that runs in this home, else None.

    Without `write` it is the reader's account (ArcadeDB), or one the store must use in READ mode (Neo4j).
    """
    if settings.neo4j_uri:
        return Connection(
            uri=settings.neo4j_uri,
            user=settings.neo4j_user,
            password=settings.neo4j_password.get_secret_value(),
            database=settings.neo4j_database,
            engine="neo4j",
            read_only=not write,
        )
    from graph.engines import arcadedb, neo4j_local, process

    for name, home in _homes(settings):
        found, passwords = process.running(name, home), home.passwords()
        if found is not None and passwords is not None:
            if name == "arcadedb":
                return arcadedb.connection(found[0], passwords, write=write)
            return neo4j_local.connection(found[0], passwords, write=write)
    return None


def is_local_neo4j(settings: Settings, connection: Connection) -> bool:
    """Whether a connection leads to the Neo4j that runs in this home, so that its data can be exchanged."""
    from graph.engines import process

    if settings.neo4j_uri or connection.engine != "neo4j":
        return False
    found = process.running("neo4j", dict(_homes(settings))["neo4j"])
    return found is not None and connection.uri.endswith(f":{found[0].bolt_port}")


def replace_data(settings: Settings, data: Path, report: Report = print) -> None:
    """Stop the local Neo4j, let it have imported data, and start it again where it was reached before.

    Raises EngineError where it doesn't run any more, or EngineNotStarted."""
    from graph.engines import neo4j_import, neo4j_local, process

    home = dict(_homes(settings))["neo4j"]
    with _locked(settings, report):
        found = process.running("neo4j", home)
        if found is None:
            raise EngineError("The local Neo4j was stopped meanwhile.", next_step="Load again.")
        process.stop_process(home, found[0], report)
        neo4j_import.put_in_place(home, data)
        neo4j_local.start(settings, home, report, ports=(found[0].bolt_port, found[0].http_port))


def _homes(settings: Settings) -> list[tuple[EngineName, EngineHome]]:
    from graph.engines.home import EngineHome

    names: tuple[EngineName, ...] = get_args(EngineName)
    return [(name, EngineHome.of(settings.home, name)) for name in names]


@contextmanager
def _locked(settings: Settings, report: Report) -> Iterator[None]:
    from graph.engines.home import locked

    path = settings.home.expanduser().resolve() / "engines.lock"
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.touch(mode=0o600)
    except OSError as error:
        raise EngineError(
            f"{path.parent} can't be written: {error.strerror}.",
            next_step="Set HUOSHUI_HOME to a folder of yours.",
        ) from error
    with locked(path, report, "Another start or stop is under way here; waiting for it …"):
        yield
