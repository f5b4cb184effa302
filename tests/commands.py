"""The command as a user runs it: a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

Run = Callable[..., subprocess.CompletedProcess[str]]


def run_command(*args: str, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run `huoshui` and return what it printed. No output may hold a traceback, whatever went wrong."""
    return run_python("-m", "app.cli.main", *args, cwd=cwd, **environment)


def run_python(
    *args: str, cwd: Path, python: str = sys.executable, **environment: str
) -> subprocess.CompletedProcess[str]:
    """Run Python with only the given settings of ours; warnings are errors there too."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("HUOSHUI_", "NEO4J_"))}
    done = subprocess.run(
        [python, "-W", "error", *args],
        cwd=cwd,
        env={**kept, "COLUMNS": "200", "NO_COLOR": "1", **environment},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=300,
        check=False,
    )
    assert "Traceback" not in done.stdout + done.stderr, done.stderr
    return done
