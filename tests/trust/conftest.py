"""Systems that are to be trusted, each in a home of its own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from graph import Settings, engines
from graph.engines import EngineName
from tests.conftest import running_engine


@pytest.fixture
def running(engine_name: EngineName, tmp_path: Path) -> Iterator[Settings]:
    """A home with an engine that runs."""
    with running_engine(tmp_path / "home", engine_name) as settings:
        yield settings


def engine_pid(settings: Settings) -> int:
    """Of the one engine that runs in a home."""
    (pid,) = [one.pid for one in engines.status(settings) if one.running]
    assert pid is not None
    return pid
