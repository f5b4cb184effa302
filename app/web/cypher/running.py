"""Running readers' statements in threads of their own, so that slow ones hold up nobody else's answers."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import anyio
from anyio import to_thread

from graph.errors import TooManyRunning

THREADS = 8
"""Statements of all clients that are worked on at once; those of one client are fewer, by a setting."""
MOST_WAITING = 32
"""Requests that wait for a thread. The next ones are told so at once, instead of waiting half a minute."""
_Made = TypeVar("_Made")


class Running:
    """The threads of one app. The others' answers have the server's own forty, which none of this takes."""

    def __init__(self) -> None:
        self._limiter = anyio.CapacityLimiter(THREADS)
        self._here = 0

    async def make(self, answer: Callable[[], _Made]) -> _Made:
        """What `answer` makes, in one of the threads. Raises TooManyRunning when too many wait for one."""
        if self._here >= THREADS + MOST_WAITING:
            raise TooManyRunning(f"{THREADS} statements are running, and {MOST_WAITING} more wait for their turn")
        self._here += 1
        try:
            return await to_thread.run_sync(answer, limiter=self._limiter)
        finally:
            self._here -= 1
