"""The driver's errors as the project's own: what they mean is told by their codes, or only by their words."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from neo4j import exceptions as driver_errors

from graph.errors import (
    AnswerTooLarge,
    ConstraintViolated,
    HuoshuiError,
    StatementFailed,
    StoreBroken,
    StoreBusy,
    StoreDenied,
    StoreFull,
    StoreTimeout,
    StoreUnreachable,
)
from graph.settings import Settings

# Neo4j has a code for it; ArcadeDB says "Terminated", or only in its message what stopped the statement.
_TIMEOUT_CODES = ("TransactionTimedOut", "Transaction.Terminated")
_TIMEOUT_MARKS = ("timeout", "timed out", "has been terminated")
# Neo4j has codes for memory; ArcadeDB names the setting whose limit was reached.
_MEMORY_CODES = ("OutOfMemory",)
_MEMORY_MARKS = ("queryMaxHeap", "Java heap space")

# Neo4j's word for a database that it gave up, as it does when its disk was full: it stays so when there is room.
_PANIC_MARK = "needs to be restarted"
# ArcadeDB's, for what waited too long for others to end.
_BUSY_MARK = "Query not started because"
_FULL_MARK = "No space left"
_LEAST_BYTES = 4_000_000
"""Less than an engine needs for its log and its pages: it then fails in many words, and seldom says why."""


def full_disk(error: HuoshuiError, settings: Settings) -> StoreFull | None:
    """What a failed write was, if the disk of the local engine (or of one elsewhere that says so) has no room."""
    if _FULL_MARK in error.message:
        return StoreFull(f"The disk of the store is full: {error.message}")
    with suppress(OSError):
        if settings.neo4j_uri is None and shutil.disk_usage(settings.home).free < _LEAST_BYTES:
            return StoreFull(f"The disk is full on which the graph lies: {settings.home}")
    return None


@contextmanager
def own_errors(uri: str, what: str) -> Iterator[None]:
    """Turn errors of the driver into a StoreError, with the address but never with the password.

    A value that there was no memory for, which the driver calls a broken record, is a MemoryError."""
    try:
        yield
    except (driver_errors.AuthError, driver_errors.Forbidden) as error:
        raise StoreDenied(f"{uri} refused {what}: {error.message}") from error
    except driver_errors.Neo4jError as error:
        raise _own_error(what, error) from error
    except (driver_errors.DriverError, OSError, ValueError) as error:
        if isinstance(error.__cause__, MemoryError):
            raise error.__cause__ from None
        reason = " ".join(str(error).split())
        raise StoreUnreachable(f"No answer from {uri} ({what}): {reason}") from error


def _own_error(what: str, error: driver_errors.Neo4jError) -> HuoshuiError:
    code, message = error.code or "", error.message or ""
    if "Security" in code or code.endswith("Statement.AccessMode"):
        return StoreDenied(f"The store refused {what}: {message}")
    if code.endswith("Database.DatabaseNotFound"):
        return StoreUnreachable(f"{what}: {message}", next_step="Check NEO4J_DATABASE.")
    if _PANIC_MARK in message:
        return StoreBroken(f"{what}: {message}")
    if _BUSY_MARK in message:
        return StoreBusy(f"{what}: {message}")
    if code.endswith("Schema.ConstraintValidationFailed"):
        return ConstraintViolated(f"{what}: {message}")
    # A faulty statement's message quotes the statement, which may speak of a timeout or of memory itself.
    quoted = ".Statement." in code
    if any(mark in code for mark in _MEMORY_CODES) or (not quoted and any(mark in message for mark in _MEMORY_MARKS)):
        return AnswerTooLarge(f"{what}: {message}")
    if any(mark in code for mark in _TIMEOUT_CODES) or (not quoted and any(mark in message for mark in _TIMEOUT_MARKS)):
        return StoreTimeout(f"{what} was stopped at its time limit")
    return StatementFailed(f"{what}: {message} ({code})", code=code, reason=message)
