"""The app in a process of its own, as `huoshui serve` starts it."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import httpx

from bench.engine import environment
from graph import Settings

_READY = re.compile(r"http://\S+")


@contextmanager
def served(settings: Settings, **set_to: str) -> Iterator[tuple[httpx.Client, int]]:
    """A client of the app, and the id of its process; `set_to` holds settings of the app by their variables.

    Raises RuntimeError, with what it said, if it ends at once."""
    command = [sys.executable, "-m", "app.cli.main", "serve", "--host", "127.0.0.1", "--port", "0"]
    with subprocess.Popen(
        command, env=environment(settings, **set_to), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
    ) as app:
        try:
            assert app.stderr is not None
            said = ""
            while (found := _READY.search(said)) is None:
                line = app.stderr.readline()
                if not line:
                    raise RuntimeError(f"the app ended at once: {said}")
                said += line
            with httpx.Client(base_url=found[0], timeout=60, trust_env=False) as client:
                yield client, app.pid
        finally:
            app.terminate()
