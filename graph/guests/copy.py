"""What a place for guests gives: a copy of the graph, and which graph it is a copy of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from graph.engines import Connection
from graph.state import GraphState


@dataclass(frozen=True, slots=True)
class GuestCopy:
    """A copy that answers now. `version` and `complete` are those of the graph when it was copied."""

    connection: Connection
    version: str | None
    complete: bool
    token: str = ""
    """Of the engine's process; empty where it isn't ours."""


class Guests(Protocol):
    """A place where statements of guests run."""

    def copy(self, graph: GraphState) -> GuestCopy:
        """The copy to ask, of this state of the graph or of an earlier one while a newer is being made.

        Raises GuestsNotReady while there is none yet, or a StoreError."""

    def end(self, copy: GuestCopy) -> bool:
        """End the copy's engine, which can't stop a statement, and have another started. False where it isn't ours."""

    def close(self) -> None:
        """Give back what is held."""
