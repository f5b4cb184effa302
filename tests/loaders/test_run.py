from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from graph import Settings, Statement, Store, graph_state
from graph.errors import ConstraintViolated, LoadInProgress
from loaders.run import Held, finish, load_run
from loaders.writing import prepare
from tests.commands import environment_of

pytestmark = pytest.mark.sample

ROOT = Path(__file__).parents[2]
HOLD = """
import time
from graph import Settings
from graph.liveness import held_open

with held_open(Settings()) as mark:
    print(mark, flush=True)
    time.sleep(60)
"""


@pytest.fixture(autouse=True)
def _prepared(store: Store) -> None:
    prepare(store)


def _hold_slot(store: Store, process: str) -> None:
    """Leave a run behind as a process would that was killed."""
    text = (
        "CREATE (:LoadRun {id: 'run-old', dataset: 'old', status: 'running', started: '2026-01-01T00:00:00+00:00', "
        "process: $process, slot: 'load', current: true})"
    )
    store.write(Statement("hold", text), {"process": process})


def _runs(store: Store) -> dict[str, dict[str, Any]]:
    rows = store.read_all(Statement("runs", "MATCH (r:LoadRun) RETURN properties(r) AS run"))
    return {row["run"]["dataset"]: row["run"] for row in rows if row["run"]["dataset"] != "regions"}


def _held(store: Store, dataset: str, digest: str, links: int = 0) -> Held:
    """What the graph holds, with one more dataset."""
    others = {one.dataset: (one.input_digest or "", {"links": one.links}) for one in graph_state(store).datasets}
    return {**others, dataset: (digest, {"links": links})}


@contextmanager
def _killed(settings: Settings) -> Iterator[str]:
    """The mark of a process that is killed while it holds its lock; it is alive inside the block."""
    environment = environment_of({"HUOSHUI_HOME": str(settings.home), "PYTHONPATH": str(ROOT)})
    with subprocess.Popen([sys.executable, "-c", HOLD], stdout=subprocess.PIPE, text=True, env=environment) as process:
        assert process.stdout is not None
        try:
            yield process.stdout.readline().strip()
        finally:
            process.kill()


def test_a_run_holds_the_slot_and_gives_it_back(store: Store) -> None:
    with load_run(store, "mine") as run:
        assert _runs(store)["mine"]["slot"] == "load"
        assert not graph_state(store).complete
        version = finish(store, run, _held(store, "mine", "digest", 3))
    kept = _runs(store)["mine"]
    assert (kept["status"], kept["graph_version"], kept["input_digest"]) == ("finished", version, "digest")
    assert "slot" not in kept
    assert graph_state(store).complete


def test_the_version_hangs_on_the_digests_and_not_on_the_runs(store: Store) -> None:
    def load(dataset: str, digest: str) -> str:
        with load_run(store, dataset) as run:
            return finish(store, run, _held(store, dataset, digest))

    first = load("one", "a")
    both = load("two", "b")
    assert both != first
    assert load("two", "b") == both
    assert load("one", "a") == both
    assert load("one", "c") != both
    assert graph_state(store).version == load("one", "c")


def test_of_two_loads_within_a_second_the_later_gives_the_version(store: Store) -> None:
    for dataset in ("a", "b", "c"):
        with load_run(store, dataset) as run:
            version = finish(store, run, _held(store, dataset, dataset))
        assert graph_state(store).version == version


def test_the_slot_of_a_dead_process_is_taken_over(store: Store) -> None:
    with _killed(store.settings) as process:
        _hold_slot(store, process)
    assert graph_state(store).by_name["old"].status == "interrupted", "said truthfully before anyone loads"
    with load_run(store, "mine"):
        runs = _runs(store)
        assert runs["old"]["status"] == "interrupted"
        assert runs["mine"]["slot"] == "load"
    assert not list((store.settings.home / "loads").rglob("*.lock")), "nothing of them is left"


def test_a_living_process_keeps_the_slot(store: Store) -> None:
    with _killed(store.settings) as process:
        _hold_slot(store, process)
        with pytest.raises(LoadInProgress) as error, load_run(store, "mine"):
            pytest.fail("two loads at once")
        assert error.value.message == "The load run-old of 'old' has been running since 2026-01-01T00:00:00+00:00"
        assert "take-over" not in error.value.next_step
        assert "mine" not in _runs(store)
        assert graph_state(store).by_name["old"].status == "running"


def test_a_load_that_could_not_say_that_it_failed_is_taken_over_by_the_same_process(store: Store) -> None:
    with pytest.raises(RuntimeError), load_run(store, "mine") as run:
        raise RuntimeError
    store.write(
        Statement("unsaid", "MATCH (r:LoadRun {id: $id}) SET r.status = 'running', r.slot = 'load'"), {"id": run.id}
    )
    with load_run(store, "mine"):
        assert graph_state(store).by_name["mine"].status == "running"


def test_who_loads_is_nobodys_business(store: Store) -> None:
    with load_run(store, "mine"):
        process = str(_runs(store)["mine"]["process"])
    assert socket.gethostname() not in process
    assert str(os.getpid()) not in process


@pytest.mark.parametrize(
    "process", ["0123456789ab:0123456789abcdef", "elsewhere:00", "host.of.an.earlier.release:1:1.00"]
)
def test_a_process_elsewhere_counts_as_alive_until_a_person_says_otherwise(store: Store, process: str) -> None:
    _hold_slot(store, process)
    with pytest.raises(LoadInProgress) as error, load_run(store, "mine"):
        pytest.fail("two loads at once")
    assert process not in error.value.next_step
    assert "--take-over run-old" in error.value.next_step
    with pytest.raises(LoadInProgress), load_run(store, "mine", take_over="run-other"):
        pytest.fail("another run was named")
    with load_run(store, "mine", take_over="run-old"):
        assert _runs(store)["old"]["status"] == "interrupted"


def test_the_store_itself_refuses_a_second_holder(store: Store) -> None:
    """Two loaders that look at the same moment both see an empty slot: only its uniqueness tells them apart."""
    _hold_slot(store, "elsewhere:00")
    with pytest.raises(ConstraintViolated):
        store.write(Statement("second", "CREATE (:LoadRun {id: 'run-2', dataset: 'two', slot: 'load'})"))
