from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import psutil
import pytest

from graph.engines.home import EngineHome, State
from graph.engines.process import (
    environment,
    find,
    free_ports,
    new_state,
    running,
    spawn,
    stop_process,
    wait_until_ready,
)
from graph.errors import EngineNotStarted

from .conftest import kill_9, quiet


@pytest.fixture
def home(tmp_path: Path) -> Iterator[EngineHome]:
    made = EngineHome.of(tmp_path, "arcadedb")
    made.make()
    yield made
    process = find(made.state())
    if process is not None:
        process.kill()
        process.wait(5)


def run(home: EngineHome, code: str) -> State:
    """A process of ours that carries a token, as an engine does."""
    state = new_state("arcadedb")
    return spawn(home, state, [sys.executable, "-c", code, str(home.root), state.mark])


def test_ports_differ_and_are_free() -> None:
    assert len(set(free_ports(20))) == 20


def test_a_process_outlives_its_starter_detached(home: EngineHome) -> None:
    state = run(home, "import time; time.sleep(60)")
    assert os.getsid(state.pid) == state.pid
    found = find(home.state())
    assert found is not None
    assert found.pid == state.pid


def test_a_process_that_is_becoming_another_program_is_not_taken_for_gone(
    home: EngineHome, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As `nice` becomes Java, its command line is empty for a moment, the longer the busier the machine is."""
    state = run(home, "import time; time.sleep(60)")
    told = psutil.Process.cmdline
    empty: list[list[str]] = [[], [], []]
    monkeypatch.setattr(psutil.Process, "cmdline", lambda process: empty.pop() if empty else told(process))
    found = find(state)
    assert found is not None
    assert found.pid == state.pid


def test_a_starter_that_died_before_it_knew_the_pid_left_a_trace(home: EngineHome) -> None:
    state = run(home, "import time; time.sleep(60)")
    found = find(replace(state, pid=0))
    assert found is not None
    assert found.pid == state.pid


def test_a_reused_pid_is_never_stopped(home: EngineHome) -> None:
    with subprocess.Popen(["sleep", "60"]) as stranger:
        try:
            recorded = replace(new_state("arcadedb"), pid=stranger.pid)
            home.save_state(recorded)
            assert find(recorded) is None
            assert stop_process(home, recorded, quiet) is False
            assert stranger.poll() is None
        finally:
            stranger.kill()
    ours = run(home, "import time; time.sleep(60)")
    assert stop_process(home, replace(ours, token="0" * 32), quiet) is False
    assert find(ours) is not None
    assert stop_process(home, ours, quiet) is True


@pytest.mark.parametrize("left", [None, "", '{"engine": "arcadedb", "tok'])
def test_a_process_is_found_without_its_state_file(home: EngineHome, left: str | None) -> None:
    state = run(home, "import time; time.sleep(60)")
    file = home.root / "state.json"
    file.unlink() if left is None else file.write_text(left)
    found = running("arcadedb", home)
    assert found is not None
    assert replace(found[0], started=state.started) == state
    assert running("arcadedb", EngineHome.of(home.root.parent / "other", "arcadedb")) is None


def test_an_engine_of_an_earlier_release_is_found(home: EngineHome) -> None:
    """It was started before an upgrade, has its token alone on its command line, and more in its state file."""
    state = new_state("arcadedb")
    code = "import time; time.sleep(60)"
    made = spawn(home, state, [sys.executable, "-c", code, str(home.root), f"--token={state.token}"])
    file = home.root / "state.json"
    file.write_text(json.dumps(json.loads(file.read_text()) | {"created": 1.0}))
    assert running("arcadedb", home) == (made, find(made))
    assert stop_process(home, made, quiet) is True


def test_what_its_starter_never_collects_is_stopped_all_the_same(home: EngineHome) -> None:
    """A notebook starts an engine and lives on; a command in a shell stops it."""
    state = new_state("arcadedb")
    starter = "import subprocess, sys, time; print(subprocess.Popen(sys.argv[1:]).pid, flush=True); time.sleep(60)"
    sleeper = [sys.executable, "-c", "import time; time.sleep(60)", state.mark]
    with subprocess.Popen([sys.executable, "-c", starter, *sleeper], stdout=subprocess.PIPE, text=True) as notebook:
        assert notebook.stdout is not None
        state = replace(state, pid=int(notebook.stdout.readline()))
        said: list[str] = []
        assert stop_process(home, state, said.append, patience_s=5) is True
        assert said == []
        assert find(state) is None
        notebook.kill()


def test_a_killed_child_is_gone_not_a_zombie(home: EngineHome) -> None:
    state = run(home, "import time; time.sleep(60)")
    kill_9(state.pid)
    assert find(state) is None
    assert not psutil.pid_exists(state.pid)


def test_a_process_that_ignores_the_request_to_end_is_killed(home: EngineHome) -> None:
    code = (
        "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('deaf', flush=True); time.sleep(60)"
    )
    state = run(home, code)
    while "deaf" not in home.log_file.read_text():
        time.sleep(0.01)
    said: list[str] = []
    assert stop_process(home, state, said.append, patience_s=0.3) is True
    assert "killing it" in said[0]
    assert find(state) is None
    assert home.state() is None


def test_a_process_that_ends_while_starting_says_why(home: EngineHome) -> None:
    state = run(home, "raise SystemExit('the disk is full')")
    with pytest.raises(EngineNotStarted, match=r"ended while it started(.|\n)*the disk is full") as caught:
        wait_until_ready(home, state, lambda: False, 10)
    assert str(home.log_file) in caught.value.message
    assert home.state() is None


def test_a_late_process_is_stopped_unless_it_is_to_be_kept(home: EngineHome) -> None:
    state = run(home, "import time; time.sleep(60)")
    with pytest.raises(EngineNotStarted, match="did not answer"):
        wait_until_ready(home, state, lambda: False, 0.1, keep=True)
    assert find(state) is not None
    with pytest.raises(EngineNotStarted, match="did not answer"):
        wait_until_ready(home, state, lambda: False, 0.1)
    assert find(state) is None


def test_an_engine_does_not_get_what_would_bend_it(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("JAVA_TOOL_OPTIONS", "_JAVA_OPTIONS", "NEO4J_PASSWORD", "ARCADEDB_JVM_ARGS", "CLASSPATH", "LC_CTYPE"):
        monkeypatch.setenv(name, "x")
    monkeypatch.setenv("PATH", "/usr/bin")
    got = environment()
    assert "x" not in got.values()
    assert got["PATH"] == "/usr/bin"
    assert got["LC_ALL"] == "C.UTF-8"
