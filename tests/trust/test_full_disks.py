"""A disk that is full, or can't be written, at many points: told with its cause, and all goes on once it is mended."""

from __future__ import annotations

import random
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from app.cli.main import DEFECT
from graph import Settings
from graph.engines import EngineName
from tests.commands import run_command
from tests.conftest import SMALL, running_engine
from tests.small_disk import fill_up, small_disk

pytestmark = pytest.mark.long
SIZES = {"arcadedb": "64m", "neo4j": "500m"}
POINTS: tuple[tuple[int, tuple[str, ...]], ...] = (
    (0, ("load", "SMALL")),
    (30_000, ("load", "SMALL")),
    (300_000, ("load", "SMALL")),
    (0, ("backup", "DISK/graph.zip")),
    (20_000, ("backup", "DISK/another.zip")),
    (0, ("export", "-o", "DISK/graph.jsonl")),
    (0, ("ask", "schools", "--format", "xlsx", "-o", "DISK/answer.xlsx")),
    (0, ("map", "--focus", "530124", "-o", "DISK/map.html")),
    (0, ("map-columns", "SMALL", "-o", "DISK/proposed.yaml")),
    (0, ("restore", "BACKUP", "--replace")),
)
"""How many bytes are left as a verb begins, which then may need more."""


class Disk:
    """A home on a small disk of its own, with a running engine that holds tests/data/small."""

    def __init__(self, place: Path, settings: Settings) -> None:
        self.place, self.settings = place, settings
        self.backup = place.parent / "small.zip"

    def __call__(self, *words: str) -> subprocess.CompletedProcess[str]:
        """A command, with the places that it names."""
        places = {"SMALL": str(SMALL), "BACKUP": str(self.backup)}
        args = [places.get(word, word.replace("DISK", str(self.place))) for word in words]
        return run_command(*args, cwd=self.place.parent, HUOSHUI_HOME=str(self.settings.home))

    @contextmanager
    def full(self, but: int) -> Iterator[None]:
        """Nothing is free but so many bytes."""
        filling = fill_up(self.place, but)
        yield
        filling.unlink()

    @contextmanager
    def read_only(self) -> Iterator[None]:
        """Nothing on it can be written: it is mounted once more over itself, as the engine holds files open."""
        subprocess.run(["mount", "--bind", str(self.place), str(self.place)], check=True)
        subprocess.run(["mount", "-o", "remount,bind,ro", str(self.place)], check=True)
        yield
        subprocess.run(["umount", str(self.place)], check=True)


@pytest.fixture
def disk(engine_name: EngineName, tmp_path: Path) -> Iterator[Disk]:
    with small_disk(tmp_path, SIZES[engine_name]) as place, running_engine(place / "home", engine_name) as settings:
        made = Disk(place, settings)
        assert made("load", "SMALL").returncode == 0
        assert made("backup", "BACKUP").returncode == 0
        yield made


def tells(done: subprocess.CompletedProcess[str], causes: tuple[str, ...], disk: Disk) -> str:
    """That a failed command tells why, and where."""
    said = done.stdout + done.stderr
    assert done.returncode not in (0, DEFECT), said
    assert any(cause in said for cause in causes), said
    assert str(disk.place) in said.replace("\n", ""), said
    return said


def test_a_full_disk_is_told_and_all_goes_on_once_there_is_room(
    disk: Disk, sized: Callable[[int, int], int], record_property: Callable[[str, object], None]
) -> None:
    # Neo4j may tear its own log on a full disk (tests/graph/test_full_disk.py): there what writes files is tried.
    points = [one for one in POINTS if disk.settings.engine == "arcadedb" or any("DISK" in word for word in one[1])]
    chosen = random.Random(14).sample(points, sized(2, len(points)))
    told = 0
    for left, words in chosen:
        with disk.full(left):
            done = disk(*words)
            if done.returncode:  # an engine may find room for a load in what it set aside
                tells(done, ("No space left", "disk is full", "disk of the store is full"), disk)
                told += 1
        again = done if not done.returncode else disk(*words)
        assert again.returncode == 0, again.stderr
        assert disk("verify").returncode == 0
    assert told >= len(chosen) / 2
    figures = f"{told} of {len(chosen)} commands on a full disk told so, and did their work once there was room"
    record_property("figures", figures)


def test_a_disk_that_cannot_be_written_is_told(
    disk: Disk, sized: Callable[[int, int], int], record_property: Callable[[str, object], None]
) -> None:
    written = [words for _, words in POINTS if any("DISK" in word for word in words)]
    chosen = written[: sized(1, len(written))]
    for words in chosen:
        with disk.read_only():
            tells(disk(*words), ("Read-only file system",), disk)
            assert disk("ask", "schools").returncode == 0, "what only reads goes on"
        assert disk(*words).returncode == 0
    record_property("figures", f"{len(chosen)} commands on a read-only disk told so, and did their work afterwards")
