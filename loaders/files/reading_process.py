"""The process that reads files of other people: started once, used for one file after another, and given up."""

from __future__ import annotations

import atexit
import os
import signal
import socket
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from multiprocessing.connection import Connection as Pipe
from pathlib import Path
from typing import IO, TypeVar

from graph import Settings
from graph.bounds import is_bound_below
from graph.engines.process import environment
from graph.errors import InputTooLarge, InputUnreadable
from loaders.files.job import Outcome, ReadingJob, read_tables
from loaders.files.limits import InputLimits, limits, within_limits
from loaders.files.opening import within_folder
from loaders.files.sheet import Sheet

_Result = TypeVar("_Result")
_OUT_OF_MEMORY: Outcome = ("out of memory", None)
_SAYS_NO_MEMORY = (b"memory allocation of", b"bad_alloc", b"MemoryError")
"""What libraries say last when they end the process for want of memory."""


def read_sheets(path: Path) -> list[Sheet]:
    """Read all tables of a folder's file: its sheets, or those of an archive. Raises InputUnreadable, naming it."""
    return read_apart(partial(read_tables, within_folder(path), path.name), path.name)


def read_apart(do: Callable[[], _Result], name: str) -> _Result:
    """Have a function, which another process can import, read a file there.

    Raises what it raises; InputTooLarge or InputUnreadable where it takes more than the limits let it, or crashes;
    MemoryError where this process may not have as much memory as they let it."""
    return _process.read(do, name)


@contextmanager
def reading_within(settings: Settings) -> Iterator[None]:
    """Have files be read within the limits of some settings; the process that reads starts meanwhile."""
    with within_limits(InputLimits.of(settings)):
        _process.start()
        yield


def program(descriptor: int, said: IO[bytes]) -> subprocess.Popen[bytes]:
    """Start the program that does the jobs that come over a socket; `said` takes what its libraries print."""
    command = [sys.executable, "-P", "-m", "loaders.files.reading_program", str(descriptor)]
    # Many arenas of memory would be room that a thread asks for and doesn't use, and that counts.
    env = environment() | {"MALLOC_ARENA_MAX": "1"}
    return subprocess.Popen(  # noqa: S603 - no shell, and every word is ours
        command, env=env, stdin=subprocess.DEVNULL, stdout=said, stderr=said, pass_fds=[descriptor], cwd=os.sep
    )


class _ReadingProcess:
    """A process that reads, started where there is none. Safe to use from many threads, one after another."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._program: subprocess.Popen[bytes] | None = None
        self._pipe: Pipe | None = None
        self._said: IO[bytes] | None = None
        self._has_read = False

    def forget(self) -> None:
        """Have no process, and nobody who waits for it: after a fork both are the parent's."""
        if self._program is not None:
            self._program.returncode = 0
            assert self._pipe is not None
            self._pipe.close()
        self.__init__()  # type: ignore[misc]

    def start(self) -> None:
        """Start it, without waiting for it."""
        with self._lock:
            self._started()

    def read(self, do: Callable[[], _Result], name: str) -> _Result:
        """Have a job done."""
        within = limits()
        with self._lock:
            had_read = self._has_read
            outcome = self._outcome(do, name, within)
            if outcome == _OUT_OF_MEMORY and had_read:
                # What earlier files left in its memory is not this one's.
                outcome = self._outcome(do, name, within)
        kind, what = outcome
        if kind == "failed":
            raise what
        if kind == "out of memory":
            if is_bound_below(within.input_memory_mb):
                raise MemoryError(f"There is not enough memory to read {name}")
            raise InputTooLarge(
                f"{name} takes more than {within.input_memory_mb:,} MB of memory to read", "HUOSHUI_INPUT_MEMORY_MB"
            )
        result: _Result = what
        return result

    def end(self) -> None:
        """End it, whatever it does."""
        if self._program is None:
            return
        assert self._pipe is not None
        assert self._said is not None
        self._pipe.close()
        self._program.kill()
        self._program.wait()
        self._said.close()
        self._program = self._pipe = self._said = None
        self._has_read = False

    def _outcome(self, do: Callable[[], object], name: str, within: InputLimits) -> Outcome:
        pipe = self._started()
        self._has_read = True
        try:
            pipe.send(ReadingJob(do, within))
            outcome: Outcome = pipe.recv()
        except (EOFError, ConnectionError):
            return self._died(name, within)
        except BaseException:
            self.end()
            raise
        if outcome == _OUT_OF_MEMORY:
            self.end()
        return outcome

    def _died(self, name: str, within: InputLimits) -> Outcome:
        """What its death while it read means."""
        assert self._program is not None
        assert self._said is not None
        code = self._program.wait()
        self._said.seek(0)
        said = self._said.read()
        self.end()
        if -code == signal.SIGALRM:
            took = f"{name} takes more than {within.input_timeout_s:,.0f} s to read"
            return "failed", InputTooLarge(took, "HUOSHUI_INPUT_TIMEOUT_S")
        if -code == signal.SIGKILL or any(words in said for words in _SAYS_NO_MEMORY):
            return _OUT_OF_MEMORY
        how = signal.Signals(-code).name if code < 0 else f"exit code {code}"
        return "failed", InputUnreadable(f"{name} broke the program that reads it ({how}), and nothing else")

    def _started(self) -> Pipe:
        """The way to a process that reads."""
        if self._program is not None and self._program.poll() is not None:
            self.end()
        if self._pipe is None:
            ours, theirs = socket.socketpair()
            command = [sys.executable, "-P", "-m", "loaders.files.reading_program", str(theirs.fileno())]
            # Many arenas of memory would be room that a thread asks for and doesn't use, and that counts.
            env = environment() | {"MALLOC_ARENA_MAX": "1"}
            self._said = tempfile.TemporaryFile()  # noqa: SIM115 - closed with the process
            with theirs:
                self._program = subprocess.Popen(  # noqa: S603 - no shell, and every word is ours
                    command, env=env, stdin=subprocess.DEVNULL, stdout=self._said, stderr=self._said,
                    pass_fds=[theirs.fileno()], cwd=os.sep,
                )  # fmt: skip
            self._pipe = Pipe(ours.detach())
        return self._pipe


_process = _ReadingProcess()
atexit.register(_process.end)
os.register_at_fork(after_in_child=_process.forget)
