"""Opening the store for a command: the one at NEO4J_URI, the local one, or a local one started now."""

from __future__ import annotations

from app.cli.console import say
from graph import Settings, Store, engines
from graph.errors import StoreUnreachable


def read_settings() -> Settings:
    """Settings from the environment. Raises BadParameter-like errors through pydantic, shown by `run`."""
    return Settings()


def open_store(settings: Settings, *, write: bool = False) -> Store:
    """A store that answers; starts the local engine, and says so, when none runs and NEO4J_URI isn't set.

    Raises StoreUnreachable, StoreDenied or an EngineError."""
    connection = engines.connection(settings, write=write)
    if connection is None:
        say(f"No store runs here: starting the local {settings.engine} engine (`huoshui down` stops it).")
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
