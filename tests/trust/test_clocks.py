"""Clocks that are set an hour back and forth: no graph takes an older state for its newest, no engine is lost."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from graph import Settings
from tests.commands import run_python
from tests.loaders.folders import write_tables

pytestmark = pytest.mark.long
SHIFTED = """
import datetime, runpy, sys, time_machine
hours = float(sys.argv.pop(1))
with time_machine.travel(datetime.datetime.now(datetime.UTC) + datetime.timedelta(hours=hours), tick=True):
    runpy.run_module("app.cli.main", run_name="__main__", alter_sys=True)
"""
"""The command by another clock. libfaketime 0.9.10 is no help: `time.sleep` fails by it, or `Event.wait` never ends."""
ROOT = str(Path(__file__).resolve().parents[2])
SOURCES = "id,title\nr1,A report\n"
SCHOOLS = "id,name,region,students,source,locator\na1,甲校,530124,{},r1,L1\n"
HOURS = (-1, 1, 0, -1, 0, 1)


class Home:
    """A home whose commands may have another time than the machine. The machine's clock is never set."""

    def __init__(self, folder: Path, settings: Settings) -> None:
        self.folder, self.settings = folder, settings

    def __call__(self, hours: int, *args: str) -> subprocess.CompletedProcess[str]:
        """A command whose clock is so many hours off."""
        done = run_python(
            "-c", SHIFTED, str(hours), *args, cwd=self.folder, HUOSHUI_HOME=str(self.settings.home), PYTHONPATH=ROOT
        )
        assert done.returncode == 0, done.stderr
        return done

    def load(self, hours: int, students: int) -> None:
        write_tables(self.folder / "county", sources=SOURCES, schools=SCHOOLS.format(students))
        self(hours, "load", "county")

    def holds(self, hours: int) -> int:
        """How many students the one school has now, as someone with this time sees it."""
        answer = json.loads(self(hours, "ask", "schools", "--format", "json").stdout)
        assert answer["receipt"]["graph_complete"]
        return int(answer["items"][0]["students"])


@pytest.fixture
def home(running: Settings, tmp_path: Path) -> Home:
    made = Home(tmp_path, running)
    made(0, "up", "--engine", running.engine)
    return made


def test_the_newest_load_is_what_came_last_whatever_the_clocks_say(
    home: Home, sized: Callable[[int, int], int], record_property: Callable[[str, object], None]
) -> None:
    hours = HOURS[: sized(1, len(HOURS))]
    for number, off in enumerate(hours, start=1):
        home.load(off, 100 * number)
        assert {seen: home.holds(seen) for seen in (0, off)} == dict.fromkeys((0, off), 100 * number)
        assert "interrupted" not in home(0, "status").stdout
    home(-1, "down")
    home(-1, "up")
    assert home.holds(1) == 100 * len(hours)
    home.load(0, 7)
    assert home.holds(-1) == 7
    record_property("figures", f"{len(hours)} loads by clocks up to two hours apart: the graph is always the last one")
