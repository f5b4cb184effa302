"""The store: the only code that runs a statement, over Bolt, through the official driver.

Reads and writes are apart: a store opened for reading uses the reader account and read routing. Every read is bounded
in time and rows, and says when it was cut. The driver's errors become the project's own here."""

from __future__ import annotations

import json
import logging
import ssl
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from types import TracebackType
from typing import Any, TypeVar

import neo4j
from neo4j import GraphDatabase, Query, RoutingControl
from neo4j import exceptions as driver_errors

from graph.engines import Connection
from graph.errors import AnswerTooLarge, StatementFailed, StoreDenied, StoreTimeout, StoreUnreachable
from graph.relay import Relay
from graph.settings import Settings
from graph.statement import Statement, shipped_statement, with_one_parameter
from graph.store_errors import full_disk, own_errors

_ALIVE = shipped_statement("state", "alive")
_Taken = TypeVar("_Taken")
_RETRY_FOR_S = 1.0
"""How long a lost store is tried again: once more, for a restart or a change of leader; then the reader is told."""
_RETRY_WRITES_FOR_S = 30.0
"""How long a write to a cluster is: it has no leader while it chooses one, and a load shouldn't end for that."""

_GRACE_S = 2.0
"""What an engine gets on top of a time limit to stop a statement by itself and say so."""
_PLAN_BYTES = 2_000_000

# The driver warns of each retry. Whoever sets up logging sees that; without, it would go to the reader's terminal.
logging.getLogger("neo4j").addHandler(logging.NullHandler())


@dataclass(frozen=True, slots=True)
class Result:
    """Rows of a read, their columns, and whether more rows were there than `cut_at` let through.

    Without rows ArcadeDB names no columns either."""

    columns: tuple[str, ...]
    rows: list[dict[str, Any]]
    truncated: bool
    cut_at: int


@dataclass(frozen=True, slots=True)
class Explained:
    """What EXPLAIN gave: the plan as the driver hands it on, and the engine's type (`r` for a read, on Neo4j)."""

    plan: Mapping[str, Any]
    type: str


class Store:
    """One driver for one process. Close it, or use it in a `with`. Raises StoreUnreachable for what is no address."""

    def __init__(self, connection: Connection, settings: Settings) -> None:
        self.connection = connection
        self.settings = settings
        self._outliving: set[Relay] = set()
        with self._own_errors("connect"):
            self._driver = self._opened(connection.uri)

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Give the connections back. The store can't be used afterwards."""
        self._driver.close()
        for relay in tuple(self._outliving):
            relay.give_up()

    def reopen(self) -> None:
        """Connect anew, to a database that is another one now: what was seen of the former is nothing to wait for."""
        self._driver.close()
        with self._own_errors("connect"):
            self._driver = self._opened(self.connection.uri)

    @property
    def database_key(self) -> str:
        """Tells the database from others that share the home; the port of a local engine changes."""
        return json.dumps([self.settings.neo4j_uri or "here", self.connection.engine, self.connection.database])

    @property
    def outliving(self) -> int:
        """How many statements of readers an engine still works on, though their time is over and nobody waits."""
        return len(self._outliving)

    def check(self) -> None:
        """Raise StoreUnreachable, StoreDenied or StoreTimeout unless the store answers."""
        self.read(_ALIVE, timeout_s=self.settings.connect_timeout_s)

    def read(
        self,
        statement: Statement,
        parameters: Mapping[str, Any] | None = None,
        *,
        max_rows: int | None = None,
        timeout_s: float | None = None,
    ) -> Result:
        """Run a read. One row more than the bound is asked for, so that `truncated` is the truth.

        Raises StoreUnreachable, StoreDenied, StoreTimeout or StatementFailed."""
        cut_at = self.settings.max_rows if max_rows is None else max_rows

        def take(result: neo4j.Result) -> Result:
            records = result.fetch(cut_at + 1)
            columns = tuple(result.keys())
            result.consume()
            rows = [_row(record) for record in records[:cut_at]]
            return Result(columns, rows, len(records) > cut_at, cut_at)

        return self._read(statement, parameters, timeout_s or self.settings.read_timeout_s, take)

    def read_all(self, statement: Statement, parameters: Mapping[str, Any] | None = None) -> list[dict[str, Any]]:
        """Run a read of our own that needs every row, in the time limit of reads; a load's, in that of writes."""
        limits = self.settings
        timeout_s = limits.read_timeout_s if self.connection.read_only else limits.write_timeout_s
        return self._read(statement, parameters, timeout_s, _all_rows)

    def stream(self, statement: Statement, parameters: Mapping[str, Any] | None = None) -> Iterator[dict[str, Any]]:
        """Rows of a read of our own, one by one: an export is larger than memory should hold. Not retried."""
        query = self._query(statement, self.settings.write_timeout_s)
        with self._own_errors(statement.name), self._reading() as session:
            for record in session.run(query, dict(parameters or {})):
                yield _row(record)

    def write(self, statement: Statement, parameters: Mapping[str, Any] | None = None) -> list[dict[str, Any]]:
        """Run a write in a transaction of its own and return its rows. Retried when the store asks for it.

        Raises StoreDenied on a store that was opened for reading: Neo4j Community has no account that can't write;
        StoreFull where its disk is."""
        if self.connection.read_only:
            raise StoreDenied(f"{statement.name} writes, and this store was opened for reading")
        limit_s = self.settings.write_timeout_s
        try:
            return self._execute(statement, parameters, RoutingControl.WRITE, limit_s, _all_rows)
        except (StatementFailed, StoreUnreachable) as error:
            raise full_disk(error, self.settings) or error from None

    @contextmanager
    def bounded(self) -> Iterator[BoundedReads]:
        """A connection of its own for statements that aren't ours: bounded in bytes, and left when time is over.

        Broken off at the end whatever the engine is doing, so that an answer of which we took a part ends there."""
        scheme, _, rest = self.connection.uri.partition("://")
        plain, _, secured = scheme.partition("+")
        relay = Relay(self._outliving, connect_timeout_s=self.settings.connect_timeout_s, tls=_tls(secured))
        with self._own_errors("connect"):
            driver = self._opened(f"{plain}://{rest}", resolver=relay.resolve)
        session = driver.session(
            database=self.connection.database, default_access_mode=neo4j.READ_ACCESS, fetch_size=100
        )
        try:
            yield BoundedReads(self, session, relay)
        finally:
            relay.close()
            # The first close() of a session may fail on the broken connection, and then it isn't closed yet.
            for close in (session.close, session.close, driver.close):
                with suppress(driver_errors.DriverError, driver_errors.Neo4jError, OSError):
                    close()

    @property
    def _is_routed(self) -> bool:
        """Whether the address is that of a cluster, whose servers take turns."""
        return self.connection.uri.startswith("neo4j")

    def _opened(self, uri: str, **more: Any) -> neo4j.Driver:
        return GraphDatabase.driver(
            uri,
            auth=(self.connection.user, self.connection.password),
            connection_timeout=self.settings.connect_timeout_s,
            connection_acquisition_timeout=self.settings.connect_timeout_s + self.settings.read_timeout_s,
            max_transaction_retry_time=_RETRY_FOR_S
            if self.connection.read_only or not self._is_routed
            else _RETRY_WRITES_FOR_S,
            notifications_min_severity="OFF",
            **more,
        )

    def _read(
        self,
        statement: Statement,
        parameters: Mapping[str, Any] | None,
        timeout_s: float,
        take: Callable[[neo4j.Result], _Taken],
    ) -> _Taken:
        """Run a read by itself, which saves the way to and fro of a commit.

        Failing at once for a reason that may pass (most often, a connection of the pool that leads nowhere now), it is
        run again in a transaction, with retries."""
        if self.connection.engine == "neo4j" and parameters:
            # Neo4j plans a text anew for each combination of parameters that are null, which takes up to a second.
            statement = replace(statement, text=with_one_parameter(statement.text, frozenset(parameters)))
            parameters = {"given": dict(parameters)}
        started = time.monotonic()
        with self._own_errors(statement.name):
            try:
                with self._reading() as session:
                    return take(session.run(self._query(statement, timeout_s), dict(parameters or {})))
            except (driver_errors.DriverError, driver_errors.Neo4jError) as error:
                if not error.is_retryable() or time.monotonic() - started > _RETRY_FOR_S:
                    raise
        return self._execute(statement, parameters, RoutingControl.READ, timeout_s, take)

    def _reading(self) -> neo4j.Session:
        return self._driver.session(
            database=self.connection.database,
            default_access_mode=neo4j.READ_ACCESS,
            bookmark_manager=self._bookmarks,
        )

    @property
    def _bookmarks(self) -> neo4j.BookmarkManager | None:
        """By these a read sees what the same store has written before, whichever server of several it goes to.

        One server needs none; and after a bulk load, which makes a database anew, it would wait for what it never had.
        """
        return self._driver.execute_query_bookmark_manager if self._is_routed else None

    def _execute(
        self,
        statement: Statement,
        parameters: Mapping[str, Any] | None,
        routing: RoutingControl,
        timeout_s: float,
        take: Callable[[neo4j.Result], _Taken],
    ) -> _Taken:
        with self._own_errors(statement.name):
            return self._driver.execute_query(
                self._query(statement, timeout_s),
                dict(parameters or {}),
                routing_=routing,
                database_=self.connection.database,
                bookmark_manager_=self._bookmarks,
                result_transformer_=take,
            )

    def _query(self, statement: Statement, timeout_s: float) -> Query:
        # The text is a file of cypher/ or built from the model: Statement's only two origins, held by a lint.
        return Query(statement.text, metadata={"app": "huoshui", "question": statement.name}, timeout=timeout_s)

    @contextmanager
    def _own_errors(self, what: str) -> Iterator[None]:
        with own_errors(self.connection.uri, what):
            yield


class BoundedReads:
    """Runs statements over one relayed connection. Made by `Store.bounded`."""

    def __init__(self, store: Store, session: neo4j.Session, relay: Relay) -> None:
        self._store = store
        self._session = session
        self._relay = relay

    def explain(self, statement: Statement, parameters: Mapping[str, Any], *, timeout_s: float) -> Explained:
        """The plan of a statement, whose text begins with EXPLAIN: nothing is run.

        Raises StatementFailed, StoreTimeout, AnswerTooLarge, StoreDenied or StoreUnreachable."""
        with self._own_errors(statement.name):
            self._relay.allow(seconds=timeout_s + _GRACE_S, size=_PLAN_BYTES)
            summary = self._session.run(self._store._query(statement, timeout_s), dict(parameters)).consume()
        return Explained(summary.plan or {}, summary.query_type or "")

    def run(
        self, statement: Statement, parameters: Mapping[str, Any], *, timeout_s: float, max_bytes: int
    ) -> tuple[tuple[str, ...], Iterator[list[Any]]]:
        """A read's columns and its rows, one by one; stop taking them and the rest is never fetched. Not retried.

        Raises the same as `explain`; AnswerTooLarge when more than `max_bytes` came over the wire."""
        with self._own_errors(statement.name):
            self._relay.allow(seconds=timeout_s + _GRACE_S, size=max_bytes)
            result = self._session.run(self._store._query(statement, timeout_s), dict(parameters))
            return tuple(result.keys()), self._records(statement.name, result)

    @property
    def is_over_bytes(self) -> bool:
        """Whether it was the limit of bytes that ended it."""
        return self._relay.shut_by == "bytes"

    def _records(self, what: str, result: neo4j.Result) -> Iterator[list[Any]]:
        with self._own_errors(what):
            for record in result:
                try:
                    yield record.values()
                except driver_errors.BrokenRecordError as error:
                    # The driver makes Python's days and spans of the engine's, which go further.
                    reason = f"a value of the answer is out of range here: {error.__cause__}; return it as toString(…)"
                    raise StatementFailed(f"{what}: {reason}", reason=reason) from error

    @contextmanager
    def _own_errors(self, what: str) -> Iterator[None]:
        try:
            with self._store._own_errors(what):
                yield
        except StoreUnreachable:
            if self._relay.shut_by == "time":
                raise StoreTimeout(f"{what} was stopped at its time limit") from None
            if self._relay.shut_by == "bytes":
                raise AnswerTooLarge(f"{what}: the answer is larger than its limit of bytes") from None
            # Engines drop the connection of a statement that ran them out of memory or stack.
            self._store.check()
            raise AnswerTooLarge(f"{what}: the engine broke it off, as it does when its memory is used up") from None


def _tls(secured: str) -> ssl.SSLContext | None:
    """What `+s` (a certificate that must be good) and `+ssc` (any) behind a scheme stand for."""
    if not secured:
        return None
    context = ssl.create_default_context()
    if secured == "ssc":
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
    return context


def _all_rows(result: neo4j.Result) -> list[dict[str, Any]]:
    return [_row(record) for record in result]


def _row(record: neo4j.Record) -> dict[str, Any]:
    """A record by column."""
    # Not its data(), which looks for nodes to take apart: four times as long, and no statement of ours returns any.
    return dict(zip(record.keys(), record, strict=True))
