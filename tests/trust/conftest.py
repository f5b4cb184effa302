"""Systems that are to be trusted, each in a home that is not the other tests'."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest

from graph import Settings, engines
from graph.engines import EngineName
from tests.conftest import open_store, running_engine, start_engine
from tests.held_graph import empty

HomeOf = Callable[[EngineName], Settings]


@pytest.fixture(scope="session")
def home_of(tmp_path_factory: pytest.TempPathFactory) -> Iterator[HomeOf]:
    """The home of these tests, by its engine, which is started when first asked for: a start takes it ten seconds."""
    homes: dict[EngineName, Settings] = {}
    with ExitStack() as running:

        def started(engine: EngineName) -> Settings:
            if engine not in homes:
                home = tmp_path_factory.mktemp("trust") / "home"
                homes[engine] = running.enter_context(running_engine(home, engine))
            return homes[engine]

        yield started


@pytest.fixture
def running(engine_name: EngineName, home_of: HomeOf) -> Settings:
    """A home with an engine that runs and whose graph is empty, whatever the tests before did to it."""
    settings = home_of(engine_name)
    start_engine(settings)
    with open_store(settings) as store:
        empty(store)
    return settings


def engine_pid(settings: Settings) -> int:
    """Of the one engine that runs in a home."""
    (pid,) = [one.pid for one in engines.status(settings) if one.running]
    assert pid is not None
    return pid
