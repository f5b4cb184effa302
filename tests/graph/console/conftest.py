"""A console with little patience. ArcadeDB's time limit is the server's, so it gets a server of its own."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing

import pytest

from graph import Settings, Store, engines
from graph.answers import Library
from graph.console import Console
from graph.guests.local import LocalGuests
from loaders import load_folder
from tests.conftest import SMALL, open_store, start_engine
from tests.held_graph import mark_for_tests

TIMEOUT_S = 1.0
MAX_ROWS = 200
MAX_BYTES = 100_000


@pytest.fixture(scope="session")
def hasty_settings(engine: str, settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Settings]:
    """Settings of an engine that holds tests/data/small and stops reads after a second; no spare stands by."""
    hurried = settings.model_copy(
        update={
            "read_timeout_s": TIMEOUT_S,
            "console_timeout_s": TIMEOUT_S,
            "console_max_rows": MAX_ROWS,
            "console_max_bytes": MAX_BYTES,
            "guest_spare": False,
        }
    )
    if engine == "neo4j":
        yield hurried
        return
    hurried = hurried.model_copy(update={"home": tmp_path_factory.mktemp("hasty")})
    start_engine(hurried)
    try:
        with open_store(hurried) as store:
            mark_for_tests(store)
            load_folder(store, SMALL)
        yield hurried
    finally:
        engines.stop(hurried)


@pytest.fixture(scope="session")
def hasty_reader(hasty_settings: Settings) -> Iterator[Store]:
    """A reader's store on that engine, whatever its graph holds."""
    with open_store(hasty_settings, write=False) as store:
        yield store


@pytest.fixture
def hasty(hasty_reader: Store, small: Library) -> Store:
    """A reader's store on that engine."""
    return hasty_reader


@pytest.fixture(scope="session")
def hasty_console(hasty_reader: Store) -> Iterator[Console]:
    """One console beside it, over a copy of its graph in an engine of its own."""
    with closing(Console(hasty_reader, LocalGuests(hasty_reader.settings))) as console:
        yield console


@pytest.fixture
def console(hasty: Store, hasty_console: Console) -> Console:
    """The console over a copy of tests/data/small, in an engine of its own."""
    return hasty_console


@pytest.fixture(scope="session")
def console_on_graph(reader: Store) -> Iterator[Console]:
    """One console over the engine under test, with the time and room that readers have."""
    with closing(Console(reader)) as console:
        yield console


@pytest.fixture
def on_small(small: Library, console_on_graph: Console) -> Console:
    """The console over tests/data/small, with the time and room that readers have."""
    return console_on_graph
