"""A machine short of open files or of memory, or one that sleeps: told with its cause, and all goes on afterwards."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from app.cli.main import DEFECT
from graph import Settings
from tests.commands import run_command, start_command
from tests.conftest import SMALL
from tests.trust.conftest import engine_pid

pytestmark = pytest.mark.long
COMMANDS: tuple[tuple[str, ...], ...] = (
    ("load", str(SMALL)),
    ("ask", "coverage", "-p", "by=county"),
    ("ask", "schools", "--format", "xlsx", "-o", "answer.xlsx"),
    ("backup", "graph.zip", "--replace"),
    ("restore", "small.zip", "--replace"),
    ("verify",),
    ("map", "--focus", "530124", "-o", "map.html"),
    ("export", "-o", "graph.jsonl"),
    ("status",),
)
FILES = (6, 8, 10, 12, 16)
MEMORY_MB = (400, 600, 900, 1_300)
NO_MEMORY = ("not enough memory", "memory allocation of")
LIMITS = (
    *((f"ulimit -n {files}", ("open files",)) for files in FILES),
    *((f"ulimit -v {size}000", NO_MEMORY) for size in MEMORY_MB),
)
"""What a shell may limit, and what is then told; the last by polars itself, which ends the process at once."""
PATIENCE_S = 120


class Home:
    """A home with a running engine that holds tests/data/small, and a backup of it."""

    def __init__(self, folder: Path, settings: Settings) -> None:
        self.folder, self.settings = folder, settings

    def __call__(self, *args: str) -> subprocess.CompletedProcess[str]:
        """A command that lacks nothing."""
        return run_command(*args, cwd=self.folder, HUOSHUI_HOME=str(self.settings.home))

    def start(self, *args: str, within: str = "") -> subprocess.Popen[str]:
        """A command in a process of its own, after the shell has set its limits."""
        return start_command(*args, cwd=self.folder, within=within, HUOSHUI_HOME=str(self.settings.home))

    def within(self, limit: str, *args: str) -> tuple[int, str]:
        """How a command ended under a limit, and what it said."""
        with self.start(*args, within=limit) as process:
            told = "".join(process.communicate(timeout=PATIENCE_S))
        return process.returncode, told


@pytest.fixture
def home(running: Settings, tmp_path: Path) -> Home:
    made = Home(tmp_path, running)
    assert made("load", str(SMALL)).returncode == 0
    assert made("backup", "small.zip").returncode == 0
    return made


def test_a_command_that_lacks_something_says_what(
    home: Home, sized: Callable[[int, int], int], record_property: Callable[[str, object], None]
) -> None:
    tried = [(limit, causes, words) for limit, causes in LIMITS for words in COMMANDS]
    told = 0
    for limit, causes, words in random.Random(14).sample(tried, sized(2, len(tried))):
        code, said = home.within(limit, *words)
        assert code not in (DEFECT, 1), (limit, words, said)
        assert "Traceback" not in said, (limit, words, said)
        if code:
            assert any(cause in said for cause in causes), (limit, words, said)
            told += 1
            assert home(*words).returncode == 0
        assert home("verify").returncode == 0, (limit, words)
    record_property("figures", f"{told} of {len(tried)} commands could not do their work, said why, and then did it")


def test_all_that_slept_goes_on(
    home: Home, sized: Callable[[int, int], int], record_property: Callable[[str, object], None]
) -> None:
    sleeps = sized(1, 10)
    engine = engine_pid(home.settings)
    with home.start("serve", "--port", "0") as web:
        assert web.stderr is not None
        address = web.stderr.readline().split()[3]
        first = httpx.get(f"{address}/api/v1/schools", timeout=PATIENCE_S).json()["items"]
        for number in range(sleeps):
            with home.start("load", str(SMALL)) as load:
                time.sleep(0.5 + number * 0.3)
                with asleep(engine, web.pid, load.pid):
                    time.sleep(2 + number)
                _, said = load.communicate(timeout=PATIENCE_S)
            assert load.returncode == 0, said
            assert httpx.get(f"{address}/api/v1/schools", timeout=PATIENCE_S).json()["items"] == first
            assert engine_pid(home.settings) == engine, "the one that slept goes on"
        web.send_signal(signal.SIGINT)
    assert home("verify").returncode == 0
    record_property("figures", f"engine, web app and a load slept {sleeps} times and went on")


@contextmanager
def asleep(*pids: int) -> Iterator[None]:
    """These processes stand still, as on a laptop that is closed."""
    for pid in pids:
        os.kill(pid, signal.SIGSTOP)
    yield
    for pid in pids:
        os.kill(pid, signal.SIGCONT)
