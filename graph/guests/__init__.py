"""Where readers' own statements run: a copy of the graph, in an engine that may be ended at any time.

`guests_of` finds it. A local engine gets a second one beside it, filled and started in the background by
`python -m graph.guests.keeper` (`local.py`); elsewhere it is an address that the operator names (`named.py`)."""

from __future__ import annotations

from graph.engines import Report
from graph.errors import ConsoleOff
from graph.guests.copy import GuestCopy, Guests
from graph.guests.home import stop_guests
from graph.guests.local import LocalGuests
from graph.guests.named import NamedGuests
from graph.settings import Settings

__all__ = ["GuestCopy", "Guests", "guests_of", "stop_guests"]


def guests_of(settings: Settings, *, for_newest_s: float = 0, report: Report = print) -> Guests:
    """The place for statements of guests; the keywords are those of `LocalGuests`.

    Raises ConsoleOff, with the way out, where there is none."""
    if settings.guest_uri:
        return NamedGuests(settings)
    if settings.neo4j_uri:
        raise ConsoleOff(
            "Statements of readers need a copy of the graph to run in, and none is named here",
            next_step="Name a read replica or a second Neo4j with HUOSHUI_GUEST_URI, HUOSHUI_GUEST_USER and "
            "HUOSHUI_GUEST_PASSWORD.",
            chinese="自写查询要在一份图的副本里运行，这里没有指定副本",
        )
    return LocalGuests(settings, for_newest_s=for_newest_s, report=report)
