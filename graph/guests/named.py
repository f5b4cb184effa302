"""A copy at an address that the operator names: a read replica, or a second Neo4j that is filled from backups."""

from __future__ import annotations

from graph.engines import Connection
from graph.guests.copy import GuestCopy
from graph.settings import Settings
from graph.state import GraphState, graph_state
from graph.store import Store


class NamedGuests:
    """The copy at HUOSHUI_GUEST_URI. Whoever runs it ends it."""

    def __init__(self, settings: Settings) -> None:
        assert settings.guest_uri
        self._store = Store(
            Connection(
                uri=settings.guest_uri,
                user=settings.guest_user,
                password=settings.guest_password.get_secret_value(),
                database=settings.guest_database,
                engine="neo4j",
                read_only=True,
            ),
            settings,
        )

    def copy(self, graph: GraphState) -> GuestCopy:  # noqa: ARG002 - whatever the graph is, this is the copy
        """The copy, which may be behind. Raises StoreUnreachable or another StoreError."""
        held = graph_state(self._store)
        return GuestCopy(self._store.connection, held.version, held.complete)

    def end(self, copy: GuestCopy) -> bool:  # noqa: ARG002 - whichever it is
        """Nothing: it isn't ours."""
        return False

    def close(self) -> None:
        """Give the connections back."""
        self._store.close()
