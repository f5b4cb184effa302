"""Places where the tests' statements run."""

from __future__ import annotations

from graph import Settings, engines
from graph.guests import GuestCopy
from graph.state import GraphState


class OnTheGraphItself:
    """No copy: the graph of the settings, as it is now. Most tests ask what an answer holds, not where it came from."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    def copy(self, graph: GraphState) -> GuestCopy:
        connection = engines.connection(self._settings, write=False)
        assert connection is not None
        return GuestCopy(connection, graph.version, graph.complete)

    def end(self, copy: GuestCopy) -> bool:
        return False

    def close(self) -> None:
        pass
