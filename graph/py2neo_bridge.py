"""The bridge for code written with py2neo, which is at the end of its life: optional, and used nowhere else here.

`pip install "huoshui[py2neo]"`, then `open_graph(Settings())`. It is a bridge to leave by: py2neo_bridge.ipynb in
notebooks/ puts py2neo's calls beside the official driver's. docs/decisions/0012 says what was tried."""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING

from graph import engines
from graph.errors import ExtraNotInstalled, StoreUnreachable, WrongUse
from graph.settings import Settings
from graph.store import Store

if TYPE_CHECKING:
    from py2neo import Graph, Transaction

END_OF_LIFE = (
    "py2neo 2021.2.4 is at the end of its life: its author ended it in May 2023, and this last release, of October "
    "2023, only put the code of 2021.2.3 back on the package index. Nobody mends it. "
    "Move to the official neo4j driver, or ask the question library (graph.answers.Library)."
)
_START_NEO4J = (
    "Set NEO4J_URI, or start a Neo4j here: huoshui down, huoshui up --engine neo4j, huoshui load. "
    "Without py2neo, Huoshui runs on any engine."
)


class Py2neoEndOfLife(FutureWarning):
    """Given at each `open_graph`. A FutureWarning, since Python hides a DeprecationWarning from most users."""


def open_graph(settings: Settings) -> Graph:
    """Open the Neo4j that `settings` names, as a `py2neo.Graph` that reads. Warns with Py2neoEndOfLife.

    Every transaction that it begins is a READ one, whatever the call asks for. What it can't promise: on Neo4j
    Community, where accounts have no roles, only that stands between a caller and a write, and what `graph.service`
    hands out is py2neo's own and writes; `SHOW …` and `LOAD CSV` pass as reads. The store's bounds don't hold: no time
    limit, no row limit, no receipt. py2neo takes a COMMIT that fails for one that went well. Later errors are its own.
    It has no `with`: give the connections back by `graph.service.connector.close()`.

    Raises ExtraNotInstalled without py2neo; WrongUse on ArcadeDB; StoreUnreachable, StoreDenied or StoreTimeout when
    the store doesn't answer; and StoreUnreachable when the server speaks no Bolt as old as py2neo's (4.3)."""
    kind = _reading_graph()
    from py2neo.errors import ConnectionUnavailable

    warnings.warn(END_OF_LIFE, Py2neoEndOfLife, stacklevel=2)
    connection = engines.connection(settings, write=False)
    if connection is None:
        raise StoreUnreachable("No store runs here, and NEO4J_URI is not set", next_step=_START_NEO4J)
    if connection.engine != "neo4j":
        # It connects and reads. But ArcadeDB refuses some writes at COMMIT only, which py2neo doesn't notice: the
        # write seems done, and the next statements on that connection are ignored and give no rows, without an error.
        raise WrongUse("py2neo loses ArcadeDB's errors, and its answers with them", next_step=_START_NEO4J)
    with Store(connection, settings) as store:
        store.check()  # to a wrong password py2neo says no more than "Connection has been closed"
    try:
        return kind(connection.uri, auth=(connection.user, connection.password), name=connection.database)
    except ConnectionUnavailable as error:
        raise StoreUnreachable(
            f"{connection.uri} answers the official driver, but not py2neo, which knows Bolt up to 4.3: {error}",
            next_step="Use the official neo4j driver: notebooks/py2neo_bridge.ipynb shows how.",
        ) from error


def _reading_graph() -> type[Graph]:
    """py2neo's Graph with READ transactions only: all that it runs goes through `auto` or `begin`."""
    try:
        from py2neo import Graph
    except ImportError as error:
        raise ExtraNotInstalled(
            f"py2neo can't be imported: {error}", next_step='Install it: pip install "huoshui[py2neo]".'
        ) from error

    class ReadingGraph(Graph):  # type: ignore[misc]  # py2neo has no types
        def auto(self, readonly: bool = True) -> Transaction:  # noqa: ARG002 - py2neo's signature
            return super().auto(readonly=True)

        def begin(self, readonly: bool = True) -> Transaction:  # noqa: ARG002
            return super().begin(readonly=True)

    return ReadingGraph
