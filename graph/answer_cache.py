"""What was found is kept for as long as it is true: by what was asked, and of which state of the graph."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from concurrent.futures import Future
from threading import Lock
from typing import Generic, TypeVar

from cachetools import LRUCache

Kept = TypeVar("Kept")


class AnswerCache(Generic[Kept]):
    """At most `most_bytes` of answers, those asked for most recently; `size` tells the bytes of one. Thread-safe.

    The key must hold everything that an answer depends on, the state of the graph included: nothing ever expires."""

    def __init__(self, most_bytes: int, size: Callable[[Kept], int]) -> None:
        self._kept: LRUCache[Hashable, Kept] = LRUCache(most_bytes, getsizeof=size)
        self._size = size
        self._awaited: dict[Hashable, Future[Kept]] = {}
        self._lock = Lock()
        self.hits = 0
        self.misses = 0

    @property
    def bytes_kept(self) -> int:
        """Bytes of the answers that are kept now."""
        return int(self._kept.currsize)

    def get(self, key: Hashable, find: Callable[[], Kept], before: Callable[[], object] | None = None) -> Kept:
        """The kept answer, or the one that `find` finds. Many who ask the same at once wait for one of them.

        `before` is called where none is kept. Raises what it raises; and what `find` raises, to all who waited, and
        keeps nothing then."""
        if before is not None and key not in self._kept:
            before()
        with self._lock:
            kept = self._kept.get(key)
            if kept is not None:
                self.hits += 1
                return kept
            awaited = self._awaited.get(key)
            if awaited is None:
                self.misses += 1
                found = self._awaited[key] = Future()
            else:
                self.hits += 1
        if awaited is not None:
            return awaited.result()
        return self._find(key, find, found)

    def _find(self, key: Hashable, find: Callable[[], Kept], found: Future[Kept]) -> Kept:
        try:
            answer = find()
        except BaseException as error:
            with self._lock:
                del self._awaited[key]
            found.set_exception(error)
            raise
        with self._lock:
            del self._awaited[key]
            if self._size(answer) <= self._kept.maxsize:
                self._kept[key] = answer
        found.set_result(answer)
        return answer
