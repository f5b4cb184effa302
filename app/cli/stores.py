"""Opening the store for a command: the one at NEO4J_URI, the local one, or a local one started now."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from app.cli.console import say
from graph import engines
from graph.errors import BadParameter, StoreUnreachable

if TYPE_CHECKING:
    from graph import Settings, Store
    from graph.answers import Library


def read_settings() -> Settings:
    """Settings from the environment. Raises BadParameter for a variable that is not valid."""
    from pydantic import ValidationError

    from graph import Settings

    try:
        return Settings()
    except ValidationError as error:
        first = error.errors()[0]
        name = "_".join(map(str, first["loc"])).upper()
        raise BadParameter(f"The setting {name}", first["msg"], next_step="Correct the environment variable.") from None


def open_store(settings: Settings, *, write: bool = False) -> Store:
    """A store that answers; starts the local engine, and says so, when none runs and NEO4J_URI isn't set.

    Raises StoreUnreachable, StoreDenied or an EngineError."""
    from graph import Store

    connection = engines.connection(settings, write=write)
    if connection is None:
        say(f"No store runs here: starting the local {engines.to_start(settings)} engine (`huoshui down` stops it).")
        engines.start(settings, report=say)
        connection = engines.connection(settings, write=write)
    if connection is None:
        raise StoreUnreachable("The local engine ended right after its start")
    store = Store(connection, settings)
    try:
        store.check()
    except BaseException:
        store.close()
        raise
    return store


@contextmanager
def open_library(settings: Settings) -> Iterator[Library]:
    """The questions over a store that answers, for reading."""
    from graph.answers import Library

    with open_store(settings) as store:
        yield Library(store)
