"""Loads that are broken off or killed: what stands says so, and the next load goes on to the same end."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from graph import Settings, Statement, Store, graph_state
from graph.errors import LoadInProgress
from loaders import LoadOptions, load_folder, shipped_folder
from tests.conftest import SMALL
from tests.held_graph import Graph, read_rows
from tests.loaders.conftest import Picture

TakePicture = Callable[[], Picture]


def _damage(store: Store) -> None:
    """Take away what a load wrote: the next one has to write it."""
    store.write(Statement("damage", "MATCH (s:School) WITH s ORDER BY s.id LIMIT 5 DETACH DELETE s"))


def test_a_load_of_the_same_plan_goes_on_where_it_was(store: Store) -> None:
    """Of what the broken-off load wrote nothing is written again."""

    def break_off(what: str, done: int, _total: int) -> None:
        if what.startswith("writing") and done >= 12:
            raise RuntimeError

    load_folder(store, shipped_folder("regions"))
    with pytest.raises(RuntimeError):
        load_folder(store, SMALL, LoadOptions(batch_rows=3, progress=break_off))
    begun = read_rows(store, "MATCH (r:LoadRun {dataset: 'small', current: true}) RETURN r.id AS id")[0]["id"]
    held = "MATCH (n) WHERE n.run = $run AND NOT n.datasets = [] RETURN count(n) AS n"
    before = read_rows(store, held, run=begun)
    assert before[0]["n"] > 0
    report = load_folder(store, SMALL, LoadOptions(batch_rows=3))
    assert report.written
    assert read_rows(store, held, run=begun) == before


@pytest.mark.parametrize("stop_at", [5, 30])
def test_a_load_that_was_killed_is_finished_by_running_it_again(
    store: Store, settings: Settings, engine: str, picture: TakePicture, stop_at: int
) -> None:
    """SIGKILL while nodes (5) or links (30) are being written, the graph holding an earlier state of the dataset."""
    load_folder(store, SMALL)
    version, whole = graph_state(store).version, picture()
    _damage(store)
    script = Path(__file__).with_name("killed_load.py")
    command = [sys.executable, str(script), str(SMALL), str(settings.home), engine, str(stop_at)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "stopped\n"
        assert not graph_state(store).complete
        with pytest.raises(LoadInProgress) as error:
            load_folder(store, SMALL)
        assert "of 'small' has been running since" in error.value.message
        process.kill()
    assert not graph_state(store).complete
    assert picture() != whole
    report = load_folder(store, SMALL)
    assert picture() == whole
    assert report.graph_version == version
    assert graph_state(store).complete


@pytest.mark.parametrize("fault", [KeyboardInterrupt, RuntimeError])
def test_a_load_that_breaks_off_gives_the_slot_back(
    store: Store, picture: TakePicture, fault: type[BaseException]
) -> None:
    def break_off(what: str, _done: int, _total: int) -> None:
        if what.startswith("writing"):
            raise fault

    load_folder(store, SMALL)
    whole = picture()
    _damage(store)
    with pytest.raises(fault):
        load_folder(store, SMALL, LoadOptions(batch_rows=3, progress=break_off))
    state = graph_state(store)
    assert not state.complete
    assert {dataset.dataset: dataset.status for dataset in state.datasets}["small"] == "interrupted"
    load_folder(store, SMALL)
    assert graph_state(store).complete
    assert picture() == whole


def test_regions_that_broke_off_are_finished_by_the_next_load(graph: Graph, store: Store) -> None:
    def break_off(what: str, done: int, _total: int) -> None:
        if what.startswith("writing") and done >= 500:
            raise RuntimeError

    graph.empty()
    with pytest.raises(RuntimeError):
        load_folder(store, shipped_folder("regions"), LoadOptions(batch_rows=500, progress=break_off))
    assert 0 < read_rows(store, "MATCH (r:Region) RETURN count(r) AS n")[0]["n"] < 3214
    assert load_folder(store, SMALL).rejects == []
    assert read_rows(store, "MATCH (r:Region) WHERE 'regions' IN r.datasets RETURN count(r) AS n") == [{"n": 3214}]
    assert graph_state(store).complete
