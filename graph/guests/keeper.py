"""Makes the guests' copy and starts its engine: `python -m graph.guests.keeper SETTINGS MARK`, by `local.py`.

One at a time in a home. A new copy is filled aside and takes over once it answers; then the old one ends. Once an
engine has ended over a statement, a spare is kept beside it. MARK says whose process this is; it is no secret."""

from __future__ import annotations

import base64
import json
import sys
import time
import traceback
import urllib.request
import zipfile
from dataclasses import replace
from pathlib import Path

from graph import engines
from graph.engines import arcadedb, neo4j_local
from graph.engines.home import EngineHome, State
from graph.engines.process import LOOPBACK, running, stop_process
from graph.errors import EngineNotStarted, HuoshuiError, StoreUnreachable
from graph.guests.home import Copies, Current, GuestsHome
from graph.settings import Settings
from graph.state import graph_state
from graph.store import Store
from graph.write.copying import copy_graph

_WAIT_S = 5
"""Whoever started this lets go of the lock at once."""
_TRIES = 3
"""How often a graph is copied that a load changes meanwhile; the next statement asks for it again."""


def keep(settings: Settings) -> None:
    """Have a copy of the graph as it is now, with an engine that answers."""
    guests = GuestsHome.of(settings)
    with guests.kept(_WAIT_S) as ours:
        if not ours:
            return
        try:
            _keep(settings, guests)
        except HuoshuiError as error:
            guests.tell_trouble(error.message)
            raise
        except Exception as error:
            guests.tell_trouble(f"{type(error).__name__}: {error}")
            raise


def _keep(settings: Settings, guests: GuestsHome) -> None:
    connection = engines.connection(settings, write=False)
    if connection is None:
        raise StoreUnreachable("No store runs here")
    with Store(connection, settings) as store:
        graph = graph_state(store)
        copies, copy = guests.answering(connection.engine)
        current = copies.current
        # Whoever ended an engine once does so again: from then on another stands by.
        wants_spare = settings.guest_spare and (copies.spare is not None or (current is not None and copy is None))
        if not settings.guest_spare and copies.spare is not None:
            copies = Copies(current)
            guests.save(copies)
        if current is not None and copy is None:
            # What answers first is the old one, where a new one is to be made beside it.
            current = _started(settings, guests, current)
            copies = Copies(current, copies.spare)
            guests.save(copies)
        if current is None or not current.fits(graph):
            current = _fresh(settings, guests, store)
            copies = Copies(current)
            guests.save(copies)
        guests.forget(but=copies)
        if wants_spare:
            _stand_by(settings, guests, store)


def _stand_by(settings: Settings, guests: GuestsHome, store: Store) -> None:
    """Have a second copy that is ready, beside the one that answers."""
    copies = guests.copies(store.connection.engine)
    spare = copies.spare
    if spare is None or not spare.fits(graph_state(store)):
        spare = _fresh(settings, guests, store)
    elif guests.ready(spare) is None:
        spare = _started(settings, guests, spare)
    # Meanwhile the current one may have ended, and whoever asked found no spare: then this one takes its place.
    guests.save(Copies(guests.copies(store.connection.engine).current, spare))
    copies, _ = guests.answering(store.connection.engine)
    guests.forget(but=copies)


def _started(settings: Settings, guests: GuestsHome, copy: Current) -> Current:
    """A copy with an engine that answers for it now."""
    return replace(copy, token=_start(settings, guests.engine_home(copy), copy.engine).token)


def _fresh(settings: Settings, guests: GuestsHome, store: Store) -> Current:
    """A new copy of the graph as it is now, whose engine answers."""
    for _ in range(_TRIES):
        graph = graph_state(store)
        fresh = guests.new_copy(store.connection.engine, graph)
        state = _filled(settings, store, guests.engine_home(fresh))
        after = graph_state(store)
        if (after.version, after.complete) == (graph.version, graph.complete):
            break
    return replace(fresh, token=state.token)


def _filled(settings: Settings, store: Store, home: EngineHome) -> State:
    """A new copy of the graph in a folder, and the engine that was started on it."""
    began = time.monotonic()
    if store.connection.engine == "arcadedb":
        _restore(settings, home)
    else:
        _copy_neo4j(settings, store, home)
    filled = time.monotonic()
    state = _start(settings, home, store.connection.engine)
    print(f"filled in {filled - began:.1f} s, started in {time.monotonic() - filled:.1f} s", flush=True)  # noqa: T201
    return state


def _start(settings: Settings, home: EngineHome, engine: str) -> State:
    limits = _limits(settings)
    if engine == "arcadedb":
        return arcadedb.start(limits, home, print, for_guests=True)
    return neo4j_local.start(limits, home, print, for_guests=True, read_only=True)


def _limits(settings: Settings) -> Settings:
    """Settings of the engine of guests: its heap, and its statements' time."""
    limit_s = settings.console_timeout_s
    return settings.model_copy(
        update={"heap_mb": settings.guest_heap_mb, "read_timeout_s": limit_s, "write_timeout_s": limit_s}
    )


def _restore(settings: Settings, home: EngineHome) -> None:
    """ArcadeDB's own backup, which it makes while others read and write, unpacked."""
    home.make()
    source = EngineHome.of(settings.home, "arcadedb")
    backup = source.data / ".backups" / arcadedb.DATABASE / _back_up(source)
    try:
        with zipfile.ZipFile(backup) as packed:
            packed.extractall(home.data / arcadedb.DATABASE)
    finally:
        backup.unlink(missing_ok=True)


def _back_up(source: EngineHome) -> str:
    """Have the running server back its database up, and give the file's name."""
    found, passwords = running("arcadedb", source), source.passwords()
    if found is None or passwords is None:
        raise StoreUnreachable("No store runs here")
    login = base64.b64encode(f"{arcadedb.ADMIN}:{passwords.admin}".encode()).decode()
    request = urllib.request.Request(
        f"http://{LOOPBACK}:{found[0].http_port}/api/v1/command/{arcadedb.DATABASE}",
        data=json.dumps({"language": "sql", "command": "BACKUP DATABASE"}).encode(),
        headers={"Authorization": f"Basic {login}", "Content-Type": "application/json"},
    )
    # No proxy of the environment stands between two processes of one machine.
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(request) as response:
            return str(json.load(response)["result"][0]["backupFile"])
    except (OSError, ValueError, LookupError) as error:
        raise EngineNotStarted(f"The graph could not be copied: {error}") from error


def _copy_neo4j(settings: Settings, store: Store, home: EngineHome) -> None:
    """Node by node, link by link, into a server that may be written until it is full."""
    writing = settings.model_copy(update={"heap_mb": settings.guest_heap_mb})
    state = neo4j_local.start(writing, home, print, for_guests=True)
    passwords = home.make_passwords()
    with Store(neo4j_local.connection(state, passwords, write=True), settings) as target:
        copy_graph(store, target)
    stop_process(home, state, print)


def main(arguments: list[str]) -> None:
    """Do it once, and end."""
    settings = Settings(**json.loads(Path(arguments[0]).read_text("utf-8")), neo4j_uri=None)
    try:
        keep(settings)
    except Exception:
        traceback.print_exc()
        sys.exit(1)
    finally:
        guests = GuestsHome.of(settings)
        guests.keeper.forget_state()


if __name__ == "__main__":
    main(sys.argv[1:])
