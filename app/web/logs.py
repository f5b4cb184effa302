"""What goes into the log: one line a second of each fault, and nothing that a terminal would obey."""

from __future__ import annotations

import logging
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager

LOGGERS = ("asyncio", "uvicorn.error", "huoshui.web")
_EACH_S = 1.0
_MOST_KINDS = 1_000
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")
"""Control characters but tab and line feed: an address may hold those by which terminals move, colour and paste."""
_LINES = re.compile("[\n\t]")


def escaped(text: str) -> str:
    """The text with control characters spelled out, as Python does, so that a log shows them and does nothing."""
    return _CONTROLS.sub(lambda found: repr(found[0])[1:-1], text)


class Calm(logging.Filter):
    """Lets one record of a kind through in a second, telling how many were left out; escapes all of it.

    A kind is a message before it is filled in, its first part (the class of ours that failed), and an error's class."""

    def __init__(self) -> None:
        super().__init__()
        self._last: dict[tuple[str, ...], tuple[float, int]] = {}

    def filter(self, record: logging.LogRecord) -> bool:
        """Whether the record goes on, made harmless."""
        fault = record.exc_info[0].__name__ if record.exc_info and record.exc_info[0] else ""
        first = record.args[0] if isinstance(record.args, tuple) and record.args else ""
        kind = (record.name, str(record.msg), fault, first if isinstance(first, str) else "")
        now = time.monotonic()
        last, left_out = self._last.get(kind, (-_EACH_S, 0))
        if now - last < _EACH_S:
            self._last[kind] = (last, left_out + 1)
            return False
        if len(self._last) >= _MOST_KINDS:
            self._last.clear()
        self._last[kind] = (now, 0)
        again = f" ({left_out:,} more of these were left out)" if left_out else ""
        message = _LINES.sub(lambda found: repr(found[0])[1:-1], record.getMessage())
        record.msg, record.args = escaped(message) + again, ()
        if record.exc_info:
            record.exc_text = escaped(logging.Formatter().formatException(record.exc_info))
        return True


@contextmanager
def calm_logs() -> Iterator[None]:
    """Have the loggers of the server do so meanwhile."""
    calm = Calm()
    for name in LOGGERS:
        logging.getLogger(name).addFilter(calm)
    try:
        yield
    finally:
        for name in LOGGERS:
            logging.getLogger(name).removeFilter(calm)
