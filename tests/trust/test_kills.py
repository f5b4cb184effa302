"""SIGKILL for each part of a running system at a moment of chance: nothing that was committed is lost, and what the
graph is meanwhile is said truthfully."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import time
import zipfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import httpx
import pytest

from graph import GraphState, Settings, graph_state
from graph.export.reading import exported_links, exported_nodes
from tests.commands import run_command, start_command
from tests.conftest import open_store
from tests.loaders.backup.conftest import AID, GROUPS, MEMBERS, REGIONS, SCHOOLS
from tests.loaders.folders import write_tables
from tests.trust.conftest import engine_pid

pytestmark = pytest.mark.long
PATIENCE_S = 120


class Content(NamedTuple):
    """One of the two states that the graph is taken to and fro between."""

    folder: Path
    version: str | None
    items: list[str]


class System:
    """A home with a running engine, and the commands that are killed in it. `now` is what the graph holds."""

    def __init__(self, settings: Settings, folders: list[Path], chance: random.Random) -> None:
        self.settings, self.chance = settings, chance
        self.file = settings.home.parent / "graph.zip"
        self.contents = [self._loaded(folder) for folder in folders]
        self.now = self.contents[1]
        self.saved = self.now
        self.run("backup", str(self.file))
        self.took = {verb: self._time(*given) for verb, given in self.verbs().items()}

    def verbs(self) -> dict[str, tuple[str, ...]]:
        """What is run and killed."""
        return {
            "load": ("load", str(self.now.folder)),
            "backup": ("backup", str(self.file), "--replace"),
            "restore": ("restore", str(self.file), "--replace"),
        }

    def start(self, *args: str) -> subprocess.Popen[str]:
        """A command in a process of its own."""
        return start_command(*args, cwd=self.settings.home.parent, HUOSHUI_HOME=str(self.settings.home))

    def run(self, *args: str) -> str:
        """A command that has to come to its end; what it printed."""
        done = run_command(*args, cwd=self.settings.home.parent, HUOSHUI_HOME=str(self.settings.home))
        assert done.returncode == 0, done.stderr
        return done.stdout + done.stderr

    def a_moment_of(self, verb: str) -> float:
        """Seconds into a command: not while Python starts."""
        return self.chance.uniform(0.3, 1.05) * self.took[verb]

    def state(self) -> GraphState:
        """What the graph says of itself."""
        with open_store(self.settings) as store:
            return graph_state(store)

    def items(self) -> list[str]:
        """All that the graph holds, but for its runs."""
        with open_store(self.settings) as store:
            return sorted(map(repr, (*exported_nodes(store), *exported_links(store))))

    def _loaded(self, folder: Path) -> Content:
        self.run("load", str(folder))
        return Content(folder, self.state().version, self.items())

    def _time(self, *args: str) -> float:
        started = time.monotonic()
        killed(self.start(*args), PATIENCE_S)
        return time.monotonic() - started


def killed(process: subprocess.Popen[str], after_s: float) -> None:
    """Let it run for a while, then kill it."""
    with process:
        try:
            process.wait(after_s)
        except subprocess.TimeoutExpired:
            process.kill()


def outcome(system: System, before: Content, after: Content) -> str:
    """Which of its two states the graph is in, or that it says itself that it is in neither."""
    state = system.state()
    if state.complete:
        whole = {before.version: before, after.version: after}[state.version]
        assert system.items() == whole.items
        return "not begun" if whole == before else "finished"
    assert "interrupted" in {one.status for one in state.datasets}
    assert not {one.status for one in state.datasets} - {"interrupted", "finished"}
    assert "interrupted" in system.run("status")
    return "amid"


def kill_a_load(system: System) -> str:
    before, after = system.now, system.contents[system.now == system.contents[0]]
    killed(system.start("load", str(after.folder)), system.a_moment_of("load"))
    found = outcome(system, before, after)
    system.run("load", str(after.folder))
    system.now = after
    return found


def kill_the_engine(system: System) -> str:
    before, after = system.now, system.contents[system.now == system.contents[0]]
    engine = engine_pid(system.settings)
    with system.start("load", str(after.folder)) as load:
        time.sleep(system.a_moment_of("load"))
        os.kill(engine, signal.SIGKILL)
        _, said = load.communicate(timeout=PATIENCE_S)
    assert "Traceback" not in said
    assert "defect" not in said
    system.run("up")
    found = outcome(system, before, after)
    system.run("load", str(after.folder))
    system.now = after
    return found


def kill_the_web(system: System) -> str:
    def digest_from(process: subprocess.Popen[str]) -> str:
        assert process.stderr is not None
        address = process.stderr.readline().split()[3]
        receipt = httpx.get(f"{address}/api/v1/schools", timeout=PATIENCE_S).json()["receipt"]
        return f"{receipt['graph_version']} {receipt['answer_digest']}"

    with system.start("serve", "--port", "0") as process:
        first = digest_from(process)
        process.kill()
    with system.start("serve", "--port", "0") as process:
        assert digest_from(process) == first
        process.kill()
    return outcome(system, system.now, system.now)


def kill_a_backup(system: System) -> str:
    earlier = system.file.read_bytes()
    killed(system.start(*system.verbs()["backup"]), system.a_moment_of("backup"))
    is_earlier = system.file.read_bytes() == earlier
    with zipfile.ZipFile(system.file) as packed:
        assert packed.testzip() is None
    outcome(system, system.now, system.now)
    if not is_earlier:
        system.saved = system.now
    return "not begun, or amid" if is_earlier else "finished"


def kill_a_restore(system: System) -> str:
    verb = system.verbs()["restore"]
    killed(system.start(*verb), system.a_moment_of("restore"))
    found = outcome(system, system.now, system.saved)
    system.run(*verb)
    system.now = system.saved
    return found


KILLS: tuple[Callable[[System], str], ...] = (
    kill_a_load, kill_the_engine, kill_the_web, kill_a_backup, kill_a_restore,
)  # fmt: skip


@pytest.fixture
def system(running: Settings, tmp_path: Path) -> System:
    """A running engine with a graph, and a backup of it."""
    (tmp_path / "one").mkdir()
    (tmp_path / "two").mkdir()
    tables = {"regions": REGIONS, "schools": SCHOOLS, "groups": GROUPS, "aid_links": "".join(AID.splitlines(True)[:2])}
    folders = [
        write_tables(tmp_path / "one" / "county", **tables, members=MEMBERS),
        write_tables(tmp_path / "two" / "county", **{**tables, "schools": SCHOOLS.replace("1200", "1400")}),
    ]
    return System(running, folders, random.Random(f"kills of {running.engine}"))


def test_whatever_is_killed_nothing_is_lost_and_every_state_is_told(
    system: System, sized: Callable[[int, int], int], record_property: Callable[[str, object], None]
) -> None:
    outcomes: Counter[str] = Counter()
    for number in range(sized(len(KILLS), 100)):
        kill = KILLS[number % len(KILLS)]
        outcomes[f"{kill.__name__}: {kill(system)}"] += 1
        assert (system.state().version, system.items()) == (system.now.version, system.now.items)
    record_property("figures", "; ".join(f"{name} {count}" for name, count in sorted(outcomes.items())))
