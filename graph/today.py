"""The day that "today" is: that of the machine, or of the time zone that the settings name."""

from __future__ import annotations

from contextvars import ContextVar
from datetime import date, datetime
from zoneinfo import ZoneInfo

TIMEZONE: ContextVar[str] = ContextVar("timezone", default="")
"""Name of the zone, such as Asia/Shanghai, for a command or while a request is answered; "" for the machine's own."""


def today() -> date:
    """The day that it is there now."""
    name = TIMEZONE.get()
    return datetime.now(ZoneInfo(name) if name else None).date()


def zone() -> str:
    """Whose day that is: the zone's name, or how far the machine's clock is from UTC."""
    return TIMEZONE.get() or f"UTC{datetime.now().astimezone().isoformat()[-6:]}"
