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
from tests.conftest import SMALL, mark_for_tests, open_store, start_engine

TIMEOUT_S = 1.0
MAX_ROWS = 200
MAX_BYTES = 100_000


@pytest.fixture(scope="session")
def hasty_settings(engine: str, settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Settings]:
    """Settings of an engine that holds tests/data/small and stops reads after a second."""
    hurried = settings.model_copy(
        update={
            "read_timeout_s": TIMEOUT_S,
            "console_timeout_s": TIMEOUT_S,
            "console_max_rows": MAX_ROWS,
            "console_max_bytes": MAX_BYTES,
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


@pytest.fixture
def hasty(hasty_settings: Settings, small: Library) -> Iterator[Store]:
    """A reader's store on that engine."""
    with open_store(hasty_settings, write=False) as store:
        yield store


@pytest.fixture
def console(hasty: Store) -> Iterator[Console]:
    """The console beside it, over a copy of its graph in an engine of its own."""
    with closing(Console(hasty, LocalGuests(hasty.settings))) as console:
        yield console


@pytest.fixture
def on_small(small: Library) -> Iterator[Console]:
    """The console over tests/data/small, with the time and room that readers have."""
    with closing(Console(small.store)) as console:
        yield console
