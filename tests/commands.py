"""The command as a user runs it: a process of its own."""

from __future__ import annotations

import atexit
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from threading import Lock

Run = Callable[..., subprocess.CompletedProcess[str]]
ENGINES_JVM = "HUOSHUI_JVM_OPTIONS"
_ROOT = Path(__file__).parents[1]
_one_at_a_time = Lock()


def run_command(*args: str, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run `huoshui` and return what it printed. No output may hold a traceback, whatever went wrong."""
    with tempfile.TemporaryDirectory() as folder:
        files = {name: str(Path(folder) / name) for name in ("stdout", "stderr")}
        asked = {"args": args, "cwd": str(cwd), "environment": environment_of(environment), **files}
        with _one_at_a_time:
            server = _fork_server()
            assert server.stdin is not None
            assert server.stdout is not None
            server.stdin.write(json.dumps(asked) + "\n")
            server.stdin.flush()
            code = int(server.stdout.readline())
        printed = {name: Path(path).read_text("utf-8") for name, path in files.items()}
    return _without_traceback(subprocess.CompletedProcess(["huoshui", *args], code, **printed))


def start_command(*args: str, cwd: Path, within: str = "", **environment: str) -> subprocess.Popen[str]:
    """Start `huoshui` in a process of its own, to be killed or waited for; a shell may set limits first (`within`)."""
    shell = ["sh", "-c", f'{within}; exec "$@"', "sh"] if within else []
    return subprocess.Popen(
        [*shell, sys.executable, "-m", "app.cli.main", *args],
        env=environment_of({"PYTHONPATH": str(_ROOT), **environment}),
        cwd=cwd, text=True,
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip


def run_python(
    *args: str, cwd: Path, python: str = sys.executable, read_as: str = "utf-8", **environment: str
) -> subprocess.CompletedProcess[str]:
    """Run Python with only the given settings of ours; warnings are errors there too."""
    done = subprocess.run(
        [python, "-W", "error", *args],
        cwd=cwd,
        env=environment_of(environment),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        encoding=read_as,
        timeout=300,
        check=False,
    )
    return _without_traceback(done)


@cache
def _fork_server() -> subprocess.Popen[str]:
    """A process that runs commands in forks of itself, which saves each the start of Python and its imports."""
    server = subprocess.Popen(
        [sys.executable, "-W", "error", "-m", "tests.fork_server"],
        cwd=_ROOT,
        env=environment_of({}),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )

    def stop() -> None:
        server.communicate()

    atexit.register(stop)
    return server


def environment_of(given: dict[str, str]) -> dict[str, str]:
    """The environment of a command: that of the tests without settings of ours but `ENGINES_JVM`, and what is given."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("HUOSHUI_", "NEO4J_"))}
    jvm = {ENGINES_JVM: os.environ[ENGINES_JVM]} if ENGINES_JVM in os.environ else {}
    return {**kept, **jvm, "COLUMNS": "200", "NO_COLOR": "1", **given}


def _without_traceback(done: subprocess.CompletedProcess[str]) -> subprocess.CompletedProcess[str]:
    assert "Traceback" not in done.stdout + done.stderr, done.stderr
    return done
