"""Fair shares: questions that take long wait for their turn, so that quick ones never wait for them.

How long a question takes is known from when it was asked last; one that nobody asked yet may take long. A few are
worked on at once by all workers of a machine together, and fewer of one client. A place is an open lock in the home,
which the kernel takes back whatever becomes of its worker. Who waits holds no thread: the request starts once more when
its turn has come, and what it found before that is kept."""

from __future__ import annotations

import hashlib
import time
from collections import Counter
from collections.abc import AsyncIterator, Callable, Iterable, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock
from typing import Any

import anyio
from cachetools import LRUCache
from fastapi import Request, Response
from filelock import FileLock, Timeout
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.web.cypher.origin import client_of
from graph import Settings
from graph.answers import Made, Turns
from graph.errors import HuoshuiError, StoreBusy

QUICK_S = 0.25
"""What takes no longer than this waits for nobody."""
QUEUE_S = 10.0
"""How long a request waits for its turn, in seconds."""
MOST_WAITING, MOST_WAITING_OF_ONE = 32, 16
"""Requests of all clients, and of one, that wait in a worker or have their turn, for each place; more are told so."""
MOST_QUICK = 12
"""Requests that ask the same quick thing at once; the next ones wait like others, for it may have become slow."""
_LOOK_S = 0.02
_FADING = 0.5
"""By how much what a question took once counts less each time that it takes less."""
_FIRST_TIME = 0.1
"""What part of its first time in a process something takes thereafter, at most."""
_Kind = tuple[str, frozenset[str]]
"""A question and the names of the parameters given: of one county it takes less than of all."""


class NeedsTurn(Exception):
    """What was asked may take long, and the request's turn has not come."""


@dataclass(slots=True)
class _Turn:
    has_come: bool = False
    let_in: set[_Kind] = field(default_factory=set)
    """What it may ask without a turn, for that is quick."""


_turn: ContextVar[_Turn] = ContextVar("turn")


class _Line:
    """Where the requests of one client wait for each other."""

    def __init__(self, places: int) -> None:
        self.places = anyio.Semaphore(places)
        self.here = 0


class SharedTurns(Turns):
    """Whose turn it is, of one app. The library calls `before` and `timed` in the threads of requests."""

    def __init__(self, settings: Settings) -> None:
        self._at_once, self._of_one = settings.slow_at_once, min(settings.slow_per_client, settings.slow_at_once)
        self._folder: Path | None = settings.home.expanduser() / "turns"
        self._took: LRUCache[_Kind, float] = LRUCache(1_000)
        self._let_in: Counter[_Kind] = Counter()
        self._lock = Lock()
        self._places = anyio.Semaphore(self._at_once)
        self._lines: dict[str, _Line] = {}

    def before(self, asked: str, parameters: Mapping[str, Any], /) -> None:
        """Raise NeedsTurn for what may take long, a question or the making of an answer's body, unless it has come."""
        turn, kind = _turn.get(None), _kind(asked, parameters)
        if turn is None or turn.has_come or kind in turn.let_in:
            return
        with self._lock:
            if self._took.get(kind, QUICK_S + 1) > QUICK_S or self._let_in[kind] >= MOST_QUICK:
                raise NeedsTurn(asked)
            self._let_in[kind] += 1
        turn.let_in.add(kind)

    def leave(self, let_in: Iterable[_Kind]) -> None:
        """A request ends that was let in to these."""
        with self._lock:
            self._let_in.subtract(let_in)
            self._let_in += Counter()  # without those that are at zero

    def timed(self, asked: str, parameters: Mapping[str, Any], find: Callable[[], Made], /) -> Made:
        """What `find` finds; how long it takes is noted."""
        started = time.perf_counter()
        try:
            return find()
        finally:
            took, kind = time.perf_counter() - started, _kind(asked, parameters)
            with self._lock:
                self._took[kind] = max(took, _FADING * self._took.get(kind, 0.0))

    def discount(self) -> None:
        """Let what everything took until now count for less: it was the first time, which takes longer than any other.

        What takes long all the same is found out when it is asked again."""
        with self._lock:
            for kind in [*self._took]:
                self._took[kind] *= _FIRST_TIME

    @asynccontextmanager
    async def of(self, client: str) -> AsyncIterator[None]:
        """A turn of this client, once it has come. Raises StoreBusy where that would take too long."""
        line = self._lines.setdefault(client, _Line(self._of_one))
        line.here += 1
        try:
            self._refuse_too_many(line)
            async with AsyncExitStack() as held:
                await self._wait(held, line, client)
                yield
        finally:
            line.here -= 1
            if not line.here:
                del self._lines[client]

    def _refuse_too_many(self, line: _Line) -> None:
        yours, others = line.here - 1, sum(other.here for other in self._lines.values()) - line.here
        if yours + others >= MOST_WAITING * self._at_once or yours >= MOST_WAITING_OF_ONE * self._of_one:
            raise StoreBusy(
                f"{yours} questions of yours wait for their turn already, and {others} of others",
                chinese=f"已有你的 {yours} 个问题和别人的 {others} 个问题在等",
            )

    async def _wait(self, held: AsyncExitStack, line: _Line, client: str) -> None:
        with anyio.move_on_after(QUEUE_S) as waiting:
            await held.enter_async_context(line.places)
            # A file of its own for each client that ever came would be many: it goes with the client's last question.
            await self._hold(held, hashlib.sha256(client.encode()).hexdigest()[:16], self._of_one, keep=False)
            await held.enter_async_context(self._places)
            await self._hold(held, "machine", self._at_once, keep=True)
        if waiting.cancelled_caught:
            raise StoreBusy(
                f"Other questions were being worked on for {QUEUE_S:.0f} s",
                chinese=f"{QUEUE_S:.0f} 秒内一直在回答别的问题",
            )

    async def _hold(self, held: AsyncExitStack, name: str, places: int, *, keep: bool) -> None:
        """Hold one of so many places that all workers of this machine have together."""
        while self._folder is not None:
            for number in range(places):
                lock = FileLock(self._folder / f"{name}-{number}.lock", mode=0o600, timeout=0, thread_local=False)
                try:
                    lock.acquire()
                except Timeout:
                    continue
                except OSError:
                    # A home that can't be written: each worker counts by itself.
                    self._folder = None
                    return
                held.callback(lock.release)
                if not keep:
                    held.callback(Path(lock.lock_file).unlink, missing_ok=True)  # while it is held: calls go last first
                return
            await anyio.sleep(_LOOK_S)


class InTurn:
    """Starts a request once more, in its turn, when it asks what may take long."""

    def __init__(self, app: ASGIApp, turns: SharedTurns, refuse: Callable[[Request, HuoshuiError], Response]) -> None:
        self.app, self.turns, self.refuse = app, turns, refuse

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on; where its turn doesn't come, say so."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        turn = _Turn()
        _turn.set(turn)
        body = _Body(receive)
        first = dict(scope)
        async with AsyncExitStack() as held:
            held.callback(lambda: self.turns.leave(turn.let_in))
            while True:
                try:
                    await self.app(scope, body.receive, send)
                    return
                except NeedsTurn:
                    # Not of its own asking: of another's who makes the same body, and whose turn has not come.
                    if not turn.has_come:
                        try:
                            await held.enter_async_context(self.turns.of(client_of(Request(scope))))
                        except StoreBusy as error:
                            await self.refuse(Request(scope), error)(scope, receive, send)
                            return
                        turn.has_come = True
                body.again()
                scope.clear()
                scope.update(first)


class _Body:
    """What a client sends, to be read more than once."""

    def __init__(self, receive: Receive) -> None:
        self._receive = receive
        self._read: list[Message] = []
        self._given = 0

    async def receive(self) -> Message:
        """The next message: of those that were read already, or a new one."""
        if self._given == len(self._read):
            self._read.append(await self._receive())
        self._given += 1
        return self._read[self._given - 1]

    def again(self) -> None:
        """Begin from the start."""
        self._given = 0


def _kind(asked: str, parameters: Mapping[str, Any]) -> _Kind:
    return asked, frozenset(name for name, value in parameters.items() if value is not None)
