"""What both engines share: free ports, a detached process, finding it again, waiting for it, stopping it."""

from __future__ import annotations

import contextlib
import os
import re
import secrets
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import psutil

from graph.engines.home import EngineHome, State
from graph.engines.types import EngineName, EngineStatus, Report
from graph.errors import EngineNotStarted

LOOPBACK = "127.0.0.1"
_MARK = re.compile(r"huoshui:([0-9a-f]+):(\d+):(\d+)$")
PROJECT_ROOT = Path(__file__).resolve().parents[2]

_EXEC_TRIES, _EXEC_S = 50, 0.02
"""How often, and how many seconds apart, a process without a command line is looked at again."""
# What a user's shell may hold and an engine must not obey: Java options that change the heap or add agents, another
# server's settings, and the store's own password.
FOREIGN = ("NEO4J_", "HUOSHUI_", "ARCADEDB_", "JAVA_", "_JAVA_", "JDK_JAVA_", "CLASSPATH", "PYTHONSTARTUP", "LC_")

GUESTS_JVM = ("-XX:ActiveProcessorCount=2",)
"""For an engine of guests: never as many threads as a large machine has processors."""
GUESTS_NICENESS = 10


def free_ports(count: int) -> list[int]:
    """Ports that nothing uses on loopback now. All are held before the first is let go, so they differ."""
    with contextlib.ExitStack() as stack:
        sockets = [stack.enter_context(socket.socket()) for _ in range(count)]
        for each in sockets:
            each.bind((LOOPBACK, 0))
        return [each.getsockname()[1] for each in sockets]


def new_state(engine: EngineName, ports: tuple[int, int] | None = None) -> State:
    """Make a state with a fresh token, and fresh ports unless they are given, for a process not started yet."""
    bolt, http = ports or free_ports(2)
    started = datetime.now(UTC).isoformat(timespec="seconds")
    return State(engine=engine, token=secrets.token_hex(16), bolt_port=bolt, http_port=http, started=started)


def environment() -> dict[str, str]:
    """Make the environment an engine gets: the user's, less what would bend it."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith(FOREIGN)}
    path = [str(PROJECT_ROOT), *filter(None, [kept.get("PYTHONPATH")])]
    # Java decodes file names by the locale: under LANG=C a home with Chinese in its path would not open.
    # Two malloc arenas instead of eight per core keep a threaded JVM's native memory small.
    extra = {"LC_ALL": "C.UTF-8", "PYTHONUTF8": "1", "PYTHONPATH": os.pathsep.join(path), "MALLOC_ARENA_MAX": "2"}
    return kept | extra


def spawn(
    home: EngineHome,
    state: State,
    command: Sequence[str],
    env: Mapping[str, str] | None = None,
    *,
    niceness: int = 0,
) -> State:
    """Start a process that outlives this one, and write down how to find it again. Its output goes to the log file.

    With `niceness` others get the processors first. `nice` becomes the command itself, so the pid is that of both."""
    command = ["nice", "-n", str(niceness), *command] if niceness else command
    home.save_state(state)  # with pid 0: if we die on the next line, the mark still finds the process
    log = os.open(home.log_file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    try:
        child = subprocess.Popen(  # noqa: S603 - no shell, and every word is ours
            list(command),
            cwd=home.root,
            env=dict(env or environment()),
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,  # a Ctrl-C or a closed terminal does not reach it
        )
    finally:
        os.close(log)
    child.returncode = 0  # it outlives us on purpose: without this the interpreter warns of a child left running
    state = replace(state, pid=child.pid)
    home.save_state(state)
    return state


def find(state: State | None) -> psutil.Process | None:
    """Find the living process that a state speaks of. Never another one that was given the same pid."""
    if state is None:
        return None
    for process in _at(state.pid) if state.pid else _all():
        command = _command_in_the_end(process) if state.pid else _command(process)
        # Not the whole mark: an engine that an earlier release started carries the token alone.
        if any(state.token in argument for argument in command):
            return process
    return None


def kill(state: State, patience_s: float = 10) -> bool:
    """End a process at once and wait until it is gone. False when there was none."""
    process = find(state)
    if process is None:
        return False
    with contextlib.suppress(psutil.Error):
        process.kill()
    _is_gone_within(process, patience_s)
    return True


def _is_gone_within(process: psutil.Process, patience_s: float) -> bool:
    """Wait until a process has ended and holds no file any more, and say whether it has."""
    deadline = time.monotonic() + patience_s
    while not _has_ended(process):
        if time.monotonic() > deadline:
            return False
    return True


def _has_ended(process: psutil.Process) -> bool:
    """Whether it has, or does within the blink of an eye."""
    try:
        process.wait(0.02)
    except psutil.TimeoutExpired:
        # Whoever started it may live on without collecting it: wait() would wait for that in vain. While one of its
        # threads is still there, so are its files.
        with contextlib.suppress(psutil.NoSuchProcess):
            return process.status() == psutil.STATUS_ZOMBIE and process.num_threads() == 1
    return True


def running(engine: EngineName, home: EngineHome) -> tuple[State, psutil.Process] | None:
    """The living process of an engine's home with its state, which its command line tells where the file is lost."""
    state = home.state()
    process = find(state)
    if state is not None and process is not None:
        return state, process
    if not home.root.is_dir():
        return None
    # Both engines name their home and carry a mark.
    named = {str(home.root), f"--home-dir={home.root}"}
    for process in _all():
        command = _command(process)
        marks = [match for argument in command if (match := _MARK.search(argument))]
        if marks and named & set(command):
            token, bolt, http = marks[0].groups()
            with contextlib.suppress(psutil.Error):
                started = datetime.fromtimestamp(process.create_time(), UTC).isoformat(timespec="seconds")
                return State(engine, token, int(bolt), int(http), started, process.pid), process
    return None


def _at(pid: int) -> Iterator[psutil.Process]:
    with contextlib.suppress(psutil.Error):
        yield psutil.Process(pid)


def _all() -> Iterator[psutil.Process]:
    return (process for process in psutil.process_iter() if process.pid != os.getpid())


def _command(process: psutil.Process) -> list[str]:
    """A process's command line; empty where it has ended, or is another user's."""
    try:
        if process.status() == psutil.STATUS_ZOMBIE:
            with contextlib.suppress(ChildProcessError):
                os.waitpid(process.pid, os.WNOHANG)  # our own child, killed by someone: collect it
            return []
        return process.cmdline()
    except psutil.Error:
        return []


def _command_in_the_end(process: psutil.Process) -> list[str]:
    """Its command line; for a moment, while it becomes another program (`nice` becomes Java), it has none."""
    with contextlib.suppress(psutil.Error):
        for _ in range(_EXEC_TRIES):
            if (command := _command(process)) or process.status() == psutil.STATUS_ZOMBIE or not process.is_running():
                return command
            time.sleep(_EXEC_S)
    return []


def status_of(engine: EngineName, home: EngineHome) -> EngineStatus:
    """How one engine of a home fares."""
    found = running(engine, home)
    try:
        memory = round(found[1].memory_info().rss / 2**20) if found else None
    except psutil.Error:
        found = None
    if found is None:
        return EngineStatus(engine=engine, running=False, home=home.root, stale=(home.root / "state.json").exists())
    state, process = found
    return EngineStatus(
        engine=engine,
        running=True,
        home=home.root,
        pid=process.pid,
        bolt_port=state.bolt_port,
        http_port=state.http_port,
        started=state.started,
        memory_mb=memory,
    )


def listens(port: int) -> bool:
    """Whether something on loopback accepts connections at this port."""
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex((LOOPBACK, port)) == 0


def tail(path: Path, lines: int = 15) -> str:
    """Read the last lines of a log, or say that there are none."""
    try:
        found = path.read_text("utf-8", errors="replace").strip().splitlines()[-lines:]
    except OSError:
        found = []
    return "\n".join(found) or "(the log is empty)"


def wait_until_ready(
    home: EngineHome, state: State, ready: Callable[[], bool], timeout_s: float, *, keep: bool = False
) -> None:
    """Return when `ready()` is true. Raises EngineNotStarted, with the log's tail, when the process ends or is late.

    A late process is stopped, since a half-started engine holds the data and helps nobody; but with `keep`, for one
    that was running before and may only be busy.
    """
    deadline = time.monotonic() + timeout_s
    while True:
        alive = find(state) is not None
        if alive and ready():
            return
        if not alive or time.monotonic() > deadline:
            break
        time.sleep(0.05)
    why = f"did not answer within {timeout_s:.0f} s" if alive else "ended while it started"
    if not (alive and keep):
        stop_process(home, state, lambda _line: None)
    raise EngineNotStarted(f"{state.engine} {why}. The end of {home.log_file}:\n{tail(home.log_file)}")


def stop_process(home: EngineHome, state: State, report: Report, patience_s: float = 30) -> bool:
    """Stop the process of a state and forget the state. False when there was none.

    TERM first: both engines then flush and close their files. KILL after `patience_s`; committed rows survive
    that too, the next start replays the log.
    """
    process = find(state)
    if process is not None:
        process.send_signal(signal.SIGTERM)  # psutil checks once more that the pid was not given to another
        if not _is_gone_within(process, patience_s):
            report(f"{state.engine} (pid {process.pid}) did not end within {patience_s:.0f} s; killing it")
            kill(state)
    home.forget_state()
    return process is not None
