"""How many statements one client may have running."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from graph.errors import TooManyRunning


class Slots:
    """Counts what each client has running. Forgets a client that has nothing running."""

    def __init__(self, per_client: int) -> None:
        self._per_client = per_client
        self._running: Counter[str] = Counter()
        self._lock = threading.Lock()

    @contextmanager
    def taken(self, client: str) -> Iterator[None]:
        """Hold one of a client's places, and give it back however it ends. Raises TooManyRunning."""
        with self._lock:
            if self._running[client] >= self._per_client:
                raise TooManyRunning(f"{self._per_client} of your statements are running, which is as many as may")
            self._running[client] += 1
        try:
            yield
        finally:
            with self._lock:
                self._running[client] -= 1
                if not self._running[client]:
                    del self._running[client]
