"""An engine to measure on: of its own, stopped in the end, and nobody else's."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path
from typing import Any

from neo4j import Driver, GraphDatabase

from graph import Connection, Settings, engines
from graph.engines import EngineName
from graph.engines.neo4j_jars import locked_jars


@contextmanager
def own_engine(name: EngineName, **set_to: Any) -> Iterator[Settings]:
    """An engine that holds nothing, in a home of its own, stopped whatever happens; `set_to` are further settings."""
    with tempfile.TemporaryDirectory(prefix="huoshui-bench-") as home:
        settings = Settings(home=Path(home), engine=name, neo4j_uri=None, **set_to)
        try:
            engines.start(settings, report=_quiet)
            yield settings
        finally:
            engines.stop(settings, report=_quiet)


def connected(settings: Settings, *, write: bool) -> Connection:
    """Where to reach the engine that runs in a home. Raises RuntimeError where it is gone."""
    connection = engines.connection(settings, write=write)
    if connection is None:
        raise RuntimeError(f"no engine runs in {settings.home}: it may have ended as soon as it had started")
    return connection


def opened(connection: Connection) -> Driver:
    """The plain driver, which keeps its opinions of statements to itself."""
    return GraphDatabase.driver(
        connection.uri, auth=(connection.user, connection.password), notifications_min_severity="OFF"
    )


def environment(settings: Settings, **set_to: str) -> dict[str, str]:
    """The environment of a command in a home: the caller's, without what would lead it to another store."""
    outside = {name: value for name, value in os.environ.items() if not name.startswith(("HUOSHUI_", "NEO4J_"))}
    return {**outside, "HUOSHUI_HOME": str(settings.home), "HUOSHUI_ENGINE": settings.engine, **set_to}


def memory_mb(settings: Settings) -> int | None:
    """Resident memory of the engine in a home, where one runs."""
    return next((state.memory_mb for state in engines.status(settings) if state.running), None)


def product(engine: EngineName) -> str:
    """What an engine is called, with its version."""
    if engine == "arcadedb":
        return f"ArcadeDB {version('arcadedb-embedded')}"
    return f"Neo4j Community {locked_jars()[0].version}"


def _quiet(_line: str) -> None:
    """What an engine reports while it starts and stops is no figure."""
