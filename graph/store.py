"""The store: the only code that runs a statement, over Bolt, through the official driver.

Reads and writes are apart: a store opened for reading uses the reader account and read routing. Every read is bounded
in time and rows, and says when it was cut. The driver's errors become the project's own here."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from types import TracebackType
from typing import Any, TypeVar

import neo4j
from neo4j import GraphDatabase, Query, RoutingControl
from neo4j import exceptions as driver_errors

from graph.engines import Connection
from graph.errors import (
    ConstraintViolated,
    HuoshuiError,
    StatementFailed,
    StoreDenied,
    StoreTimeout,
    StoreUnreachable,
)
from graph.settings import Settings
from graph.statement import Statement, shipped_statement

_ALIVE = shipped_statement("state", "alive")
# Neo4j has a code for it; ArcadeDB says "Terminated", or only in its message what stopped the statement.
_TIMEOUT_CODES = ("TransactionTimedOut", "Transaction.Terminated")
_TIMEOUT_MARKS = ("timeout", "timed out", "has been terminated")
_Taken = TypeVar("_Taken")
_RETRY_FOR_S = 1.0
"""How long a lost store is tried again: once more, for a restart or a change of leader; then the reader is told."""

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


class Store:
    """One driver for one process. Close it, or use it in a `with`. Raises StoreUnreachable for what is no address."""

    def __init__(self, connection: Connection, settings: Settings) -> None:
        self.connection = connection
        self._settings = settings
        with self._own_errors("connect"):
            self._driver = GraphDatabase.driver(
                connection.uri,
                auth=(connection.user, connection.password),
                connection_timeout=settings.connect_timeout_s,
                connection_acquisition_timeout=settings.connect_timeout_s + settings.read_timeout_s,
                max_transaction_retry_time=_RETRY_FOR_S,
                notifications_min_severity="OFF",
            )

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def max_rows(self) -> int:
        """Rows that a read gives at most where nothing else is said."""
        return self._settings.max_rows

    def close(self) -> None:
        """Give the connections back. The store can't be used afterwards."""
        self._driver.close()

    def check(self) -> None:
        """Raise StoreUnreachable, StoreDenied or StoreTimeout unless the store answers."""
        self.read(_ALIVE, timeout_s=self._settings.connect_timeout_s)

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
        cut_at = self._settings.max_rows if max_rows is None else max_rows

        def take(result: neo4j.Result) -> Result:
            records = result.fetch(cut_at + 1)
            columns = tuple(result.keys())
            result.consume()
            return Result(columns, [record.data() for record in records[:cut_at]], len(records) > cut_at, cut_at)

        return self._execute(
            statement, parameters, RoutingControl.READ, timeout_s or self._settings.read_timeout_s, take
        )

    def read_all(self, statement: Statement, parameters: Mapping[str, Any] | None = None) -> list[dict[str, Any]]:
        """Run a read of our own that needs every row, such as an export; bounded by the write time limit."""
        return self._execute(statement, parameters, RoutingControl.READ, self._settings.write_timeout_s, _all_rows)

    def stream(self, statement: Statement, parameters: Mapping[str, Any] | None = None) -> Iterator[dict[str, Any]]:
        """Rows of a read of our own, one by one: an export is larger than memory should hold. Not retried."""
        query = self._query(statement, self._settings.write_timeout_s)
        session = self._driver.session(database=self.connection.database, default_access_mode=neo4j.READ_ACCESS)
        with self._own_errors(statement.name), session:
            for record in session.run(query, dict(parameters or {})):
                yield record.data()

    def write(self, statement: Statement, parameters: Mapping[str, Any] | None = None) -> list[dict[str, Any]]:
        """Run a write in a transaction of its own and return its rows. Retried when the store asks for it.

        Raises StoreDenied on a store that was opened for reading: Neo4j Community has no account that can't write."""
        if self.connection.read_only:
            raise StoreDenied(f"{statement.name} writes, and this store was opened for reading")
        return self._execute(statement, parameters, RoutingControl.WRITE, self._settings.write_timeout_s, _all_rows)

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
                result_transformer_=take,
            )

    def _query(self, statement: Statement, timeout_s: float) -> Query:
        # The text is a file of cypher/ or built from the model: Statement's only two origins, held by a lint.
        return Query(statement.text, metadata={"app": "huoshui", "question": statement.name}, timeout=timeout_s)

    @contextmanager
    def _own_errors(self, what: str) -> Iterator[None]:
        """Turn the driver's errors into the project's, with the address but never with the password."""
        try:
            yield
        except (driver_errors.AuthError, driver_errors.Forbidden) as error:
            raise StoreDenied(f"{self.connection.uri} refused {what}: {error.message}") from error
        except driver_errors.Neo4jError as error:
            raise _own_error(what, error) from error
        except (driver_errors.DriverError, OSError, ValueError) as error:
            reason = " ".join(str(error).split())
            raise StoreUnreachable(f"No answer from {self.connection.uri} ({what}): {reason}") from error


def _all_rows(result: neo4j.Result) -> list[dict[str, Any]]:
    return result.data()


def _own_error(what: str, error: driver_errors.Neo4jError) -> HuoshuiError:
    code, message = error.code or "", error.message or ""
    if "Security" in code or code.endswith("Statement.AccessMode"):
        return StoreDenied(f"The store refused {what}: {message}")
    if code.endswith("Database.DatabaseNotFound"):
        return StoreUnreachable(f"{what}: {message}", next_step="Check NEO4J_DATABASE.")
    if code.endswith("Schema.ConstraintValidationFailed"):
        return ConstraintViolated(f"{what}: {message}")
    # A faulty statement's message quotes the statement, which may speak of a timeout itself.
    quoted = ".Statement." in code
    if any(mark in code for mark in _TIMEOUT_CODES) or (not quoted and any(mark in message for mark in _TIMEOUT_MARKS)):
        return StoreTimeout(f"{what} was stopped at its time limit")
    return StatementFailed(f"{what}: {message} ({code})")
