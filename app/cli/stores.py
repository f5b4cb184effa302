"""Opening the store for a command: the one at NEO4J_URI, the local one, or a local one started now."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from app.cli.console import say
from graph import engines
from graph.errors import BadParameter, StoreBroken, StoreUnreachable

if TYPE_CHECKING:
    from graph import Settings, Store
    from graph.answers import Library
    from graph.engines import Connection
    from graph.guests import Guests

_FOR_NEWEST_S = 120.0
"""How long a command waits for a copy of the graph as it is now, before it takes an older one."""


def read_settings() -> Settings:
    """Settings from the environment. Raises BadParameter for a variable that is not valid."""
    from pydantic import ValidationError

    from graph import Settings
    from graph.today import TIMEZONE

    try:
        settings = Settings()
    except ValidationError as error:
        first = error.errors()[0]
        name = "_".join(map(str, first["loc"])).upper()
        raise BadParameter(f"The setting {name}", first["msg"], next_step="Correct the environment variable.") from None
    TIMEZONE.set(settings.timezone)
    return settings


def open_store(settings: Settings, *, write: bool = False) -> Store:
    """A store that answers; starts the local engine, and says so, when none runs or it gave up: not with NEO4J_URI.

    Raises StoreUnreachable, StoreDenied or an EngineError."""
    connection = engines.connection(settings, write=write)
    if connection is None:
        say(f"No store runs here: starting the local {engines.to_start(settings)} engine (`huoshui down` stops it).")
        engines.start(settings, report=say)
        connection = engines.connection(settings, write=write)
    if connection is None:
        raise StoreUnreachable("The local engine ended right after its start")
    try:
        return _answering(connection, settings)
    except StoreBroken as error:
        if settings.neo4j_uri:
            raise
        say(f"{error.message} Starting the local engine again.")
        engines.stop(settings, report=say)
        engines.start(settings, connection.engine, report=say)
        again = engines.connection(settings, write=write)
        if again is None:
            raise
        return _answering(again, settings)


def _answering(connection: Connection, settings: Settings) -> Store:
    from graph import Store

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


@contextmanager
def open_guests(settings: Settings) -> Iterator[tuple[Store, Guests]]:
    """A store that answers, for reading, and the place where statements of readers' own run beside it.

    Raises ConsoleOff where there is none."""
    from graph.guests import guests_of

    guests = guests_of(settings, for_newest_s=_FOR_NEWEST_S, report=say)
    try:
        with open_store(settings) as store:
            yield store, guests
    finally:
        guests.close()
