"""Processes that take readers' rows, one a statement: started, waited for, and given up."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import threading
import time
from collections import deque
from dataclasses import dataclass
from multiprocessing.connection import Connection as Pipe

from graph.console.answer import ConsoleAnswer
from graph.console.job import OUTLIVE_S, SPARE_S, Job
from graph.engines.process import environment
from graph.errors import AnswerTooLarge, HuoshuiError
from graph.guests import Guests
from graph.settings import Settings
from graph.state import GraphState

STUCK_S = 3.0
"""How long past its time an engine may take to let go of a statement, before it is ended."""
_LATE_S = 2.0
_REMEMBERED = 64
"""Statements that were late: more than run at once in one process."""


@dataclass(frozen=True, slots=True)
class _Late:
    """A statement that its engine still worked on when its time was over."""

    job: Job
    started: float
    over: threading.Event
    """Whether it came to an end, by the engine or with it."""


class Workers:
    """One program that forks a process for each statement. Safe to use from many threads."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._lock = threading.Lock()
        self._program: subprocess.Popen[bytes] | None = None
        self._connections: socket.socket | None = None
        self._outliving: set[Pipe] = set()
        self._late: deque[_Late] = deque(maxlen=_REMEMBERED)

    @property
    def outliving(self) -> int:
        """How many statements an engine that isn't ours still works on, though their time is over."""
        return len(self._outliving)

    def do(self, job: Job, guests: Guests) -> ConsoleAnswer:
        """Have a job done. Raises what it raises; StoreTimeout or AnswerTooLarge where its process was ended."""
        started = time.monotonic()
        pipe = self._process()
        watched = False
        try:
            pipe.send(job)
            if not pipe.poll(job.settings.console_timeout_s + SPARE_S + _LATE_S):
                raise job.too_long
            try:
                kind, what = pipe.recv()
            except EOFError:
                raise AnswerTooLarge(f"{job.too_much_memory}, or more time") from None
            if kind == "outlives":
                watched = True
                late = _Late(job, started, threading.Event())
                self._late.append(late)
                threading.Thread(target=self._watch, args=(pipe, late, guests), name="outliving", daemon=True).start()
            if isinstance(what, HuoshuiError):
                raise what
            assert isinstance(what, ConsoleAnswer)
            return what
        finally:
            if not watched:
                pipe.close()

    def was_held_up(self, job: Job, guests: Guests, graph: GraphState) -> bool:
        """Whether a job whose time was over stood behind an earlier statement, over which the engine was then ended.

        Waits until that is known, some seconds at most."""
        token = job.copy.token
        held = sorted((one for one in tuple(self._late) if one.job.copy.token == token), key=lambda one: one.started)
        late = next((one for one in held[1:] if one.job is job), None)
        return late is not None and late.over.wait(STUCK_S + _LATE_S) and guests.copy(graph).token != token

    def close(self) -> None:
        """End the program; processes at work end by their limits."""
        with self._lock:
            if self._connections is not None:
                self._connections.close()
            if self._program is not None:
                self._program.wait()
            self._connections = self._program = None

    def _watch(self, pipe: Pipe, late: _Late, guests: Guests) -> None:
        """End the engine that doesn't let go of a statement; of one that isn't ours, count what it works on."""
        with pipe:
            if pipe.poll(STUCK_S) or guests.end(late.job.copy):
                late.over.set()
                return
            self._outliving.add(pipe)
            pipe.poll(OUTLIVE_S)
            self._outliving.discard(pipe)

    def _process(self) -> Pipe:
        """A process that waits for a job."""
        ours, theirs = socket.socketpair()
        with theirs, self._lock:
            for is_last in (False, True):
                if self._connections is None or self._program is None or self._program.poll() is not None:
                    self._start()
                assert self._connections is not None
                try:
                    socket.send_fds(self._connections, [b"+"], [theirs.fileno()])
                    break
                except OSError:
                    if is_last:
                        raise
                    self._connections = None
        return Pipe(ours.detach())

    def _start(self) -> None:
        ours, theirs = socket.socketpair()
        command = [sys.executable, "-P", "-m", "graph.console.worker", str(theirs.fileno())]
        # Many arenas of memory would be room that a thread asks for and doesn't use: the limit is on what is asked for.
        env = environment() | {"MALLOC_ARENA_MAX": "1"}
        with theirs:
            self._program = subprocess.Popen(  # noqa: S603 - no shell, and every word is ours
                command, env=env, stdin=subprocess.DEVNULL, pass_fds=[theirs.fileno()], cwd=os.sep
            )
        self._connections = ours
