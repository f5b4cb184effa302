"""Errors of the database."""

from __future__ import annotations

from graph.errors.base import HuoshuiError


class StoreError(HuoshuiError):
    """The database could not do what was asked."""

    status = 500
    exit_code = 3
    title = "The store failed"


class StoreUnreachable(StoreError):
    """Nothing answers at the store's address."""

    status = 503
    title = "The store can't be reached"
    default_step = "Start one with `huoshui up`, or check NEO4J_URI."


class StoreBroken(StoreUnreachable):
    """The engine gave its database up, and answers nothing until it is started again. What was committed stays."""

    title = "The store has to be started again"
    default_step = "Stop it and start it again: `huoshui down`, then `huoshui up`."


class StoreDenied(StoreError):
    """The store refused the account or what it tried to do. The web client isn't at fault: it gets 503."""

    status = 503
    title = "The store refused"
    default_step = "Check NEO4J_USER and NEO4J_PASSWORD; a reader account can't write."


class StoreTimeout(StoreError):
    """The statement ran into its time limit and was stopped. 503: with fewer readers it may well end in time."""

    status = 503
    title = "The question took too long"
    default_step = "Narrow it: a smaller region, fewer hops, a lower limit."


class StoreBusy(StoreError):
    """Others ask what takes long, and this one's turn did not come."""

    status = 503
    title = "Others are being served"
    default_step = "Try again in some seconds."


class ServerStopping(StoreBusy):
    """The web app stops, and what was asked was not done in time."""

    title = "The server stops"
    default_step = "Ask again in some seconds: it may be starting again."


class GuestsNotReady(StoreError):
    """The copy of the graph that readers' statements run in is being made, or its engine is being started again."""

    status = 503
    title = "The copy for readers' statements is starting"
    default_step = "Try again in some seconds."


class StatementFailed(StoreError):
    """The store did not accept or finish a statement. `code` and `reason` are the engine's own words."""

    title = "A statement failed"
    default_step = "This is a defect of Huoshui or of the engine: report it with the message."

    def __init__(self, message: str, *, code: str = "", reason: str = "", next_step: str | None = None) -> None:
        super().__init__(message, next_step=next_step)
        self.code = code
        self.reason = reason


class AnswerTooLarge(StoreError):
    """An answer is larger than a limit of bytes or of memory. 422, not 413, which speaks of what the client sent."""

    status = 422
    title = "The answer is too large"
    default_step = "Narrow it: fewer columns, a LIMIT, a count instead of a list, a smaller region."


class ConstraintViolated(StoreError):
    """A write would have broken a uniqueness constraint; it changed nothing."""

    status = 409
    title = "The store holds this already"
    default_step = "Load again; if it comes back, two rows have the same id."


class RestoreFailed(StoreError):
    """What the store holds after a restore is not what was written. Answers say that the graph is not complete."""

    title = "The restored graph is not what it should be"
    default_step = "Restore again; if it comes back, restore into a new HUOSHUI_HOME and report the message."


class StoreFull(StoreError):
    """A write found no room on the disk of the store. What was committed stays."""

    status = 507
    title = "The disk of the store is full"
    default_step = "Make room there, then run the same command again: a load goes on where it was."
