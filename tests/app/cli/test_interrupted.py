"""Ctrl-C at any moment: exit code 130, one line that says what stands, and nothing that running again doesn't mend."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from app.cli.main import INTERRUPTED
from graph import Settings, Store, graph_state
from graph.export.reading import exported_links, exported_nodes
from loaders import load_folder, shipped_folder
from tests.commands import environment_of
from tests.conftest import store_environment
from tests.held_graph import Graph

ROOT = str(Path(__file__).resolve().parents[3])
START = """
import sys
from app.cli.main import run
print("started", file=sys.stderr, flush=True)
run()
"""
ENDED = (0, INTERRUPTED, -signal.SIGINT)
"""It was done before, or stopped; or done, and Python was taking itself down, which shells call 130, too."""
LONGEST_S = 6.0
"""About as long as the longest of the commands below takes."""


def stopped_after(seconds: float, *args: str, settings: Settings, times: int = 1) -> tuple[int, str]:
    """Run the command, press Ctrl-C so often after a while, and give its exit code and what it said to stderr.

    An import that was broken off leaves its file open, of which only who asks for warnings would hear."""
    with subprocess.Popen(
        [sys.executable, "-W", "error", "-W", "ignore::ResourceWarning", "-c", START, *args],
        env=environment_of({**store_environment(settings), "PYTHONPATH": ROOT}),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stderr is not None
        assert process.stderr.readline() == "started\n"
        for _ in range(times):
            try:
                _, said = process.communicate(timeout=seconds)
                break
            except subprocess.TimeoutExpired:
                process.send_signal(signal.SIGINT)
                seconds = 0.02
        else:
            _, said = process.communicate(timeout=60)
    return process.returncode, said


@pytest.mark.long
def test_a_load_is_stopped_at_any_moment_and_then_finished(
    empty_graph: Graph, settings: Settings, sized: Callable[[int, int], int]
) -> None:
    store = empty_graph.writer
    moments, stopped = random.Random(14), 0
    for _ in range(sized(3, 60)):
        code, said = stopped_after(moments.uniform(0.05, LONGEST_S), "load", "seeds", settings=settings)
        assert code in ENDED, said
        if code == INTERRUPTED:
            stopped += 1
            assert said.count("Stopped by Ctrl-C. What it wrote stays") == 1, said
            assert all(one.status != "running" for one in graph_state(store).datasets)
        for word in ("Traceback", "Error", "defect", "Exception"):
            assert word not in said
    assert stopped
    load_folder(store, shipped_folder("seeds"))
    assert graph_state(store).complete
    after = nodes_and_links(store)
    empty_graph.empty()
    load_folder(store, shipped_folder("seeds"))
    assert after == nodes_and_links(store)


@pytest.mark.parametrize("verb", [("ask", "coverage"), ("export", "-o", "-"), ("check", "seeds"), ("--help",)])
def test_what_only_reads_says_that_it_changed_nothing(graph: Graph, settings: Settings, verb: tuple[str, ...]) -> None:
    graph.hold(shipped_folder("seeds"))
    moments = random.Random(15)
    for _ in range(2):
        code, said = stopped_after(moments.uniform(0.05, 1.2), *verb, settings=settings)
        assert code in ENDED, said
        assert "Traceback" not in said
        assert ("Stopped by Ctrl-C. It changed nothing. Run the same command again." in said) == (code == INTERRUPTED)


def test_a_second_ctrl_c_ends_it_at_once(graph: Graph, settings: Settings) -> None:
    graph.hold(shipped_folder("seeds"))
    code, said = stopped_after(0.8, "ask", "coverage", settings=settings, times=3)
    assert code in ENDED
    assert "Traceback" not in said


def nodes_and_links(store: Store) -> list[str]:
    """All that the graph holds, but for its runs."""
    return sorted(map(repr, (*exported_nodes(store), *exported_links(store))))
