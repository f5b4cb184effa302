"""The graph's version and whether it is complete, as the newest runs tell it."""

from __future__ import annotations

from typing import Any

import pytest

from graph import GraphState, Statement, Store, graph_state, graph_version
from graph.answers import Library
from tests.conftest import SMALL
from tests.held_graph import Graph

RUN = {"status": "finished", "started": "2025-09-01T08:00:00+00:00", "finished": "2025-09-01T08:00:05+00:00"}


def put_runs(store: Store, *runs: dict[str, Any]) -> None:
    rows = [{"id": f"run-{number}", "current": True, **RUN, **run} for number, run in enumerate(runs)]
    store.write(Statement("runs", "UNWIND $rows AS row CREATE (r:LoadRun {id: row.id}) SET r += row"), {"rows": rows})


def test_a_version_depends_on_what_is_held_and_on_nothing_else() -> None:
    version = graph_version({"regions": "a1", "seeds": "b2"})
    assert version == graph_version({"seeds": "b2", "regions": "a1"})
    assert version == graph_version({"seeds": "b2", "regions": "a1", "never-finished": None})
    assert version != graph_version({"regions": "a1", "seeds": "b3"})
    assert version != graph_version({"regions": "a1"})
    assert len(version) == 12


def test_an_empty_graph_has_no_version_and_is_not_complete(empty_graph: Graph) -> None:
    assert graph_state(empty_graph.writer) == GraphState(None, False, ())


def test_the_run_that_finished_last_gives_the_version(empty_graph: Graph) -> None:
    put_runs(
        empty_graph.writer,
        {"dataset": "regions", "graph_version": "v1"},
        {"dataset": "seeds", "graph_version": "v3", "finished": "2025-09-01T09:00:00+00:00"},
        {"dataset": "small", "graph_version": "v2", "finished": "2025-09-01T08:30:00+00:00"},
        {"dataset": "small", "graph_version": "v9", "finished": "2025-09-02T08:30:00+00:00", "current": False},
    )
    state = graph_state(empty_graph.writer)
    assert (state.version, state.complete) == ("v3", True)
    assert [dataset.dataset for dataset in state.datasets] == ["regions", "seeds", "small"]


@pytest.mark.parametrize("status", ["running", "interrupted"])
def test_a_load_that_did_not_finish_leaves_the_graph_incomplete(empty_graph: Graph, status: str) -> None:
    put_runs(
        empty_graph.writer,
        {"dataset": "regions", "graph_version": "v1"},
        {"dataset": "seeds", "status": status, "finished": None},
    )
    state = graph_state(empty_graph.writer)
    assert (state.version, state.complete) == ("v1", False)
    assert state.datasets[1].finished is None


def test_a_loaded_graph_is_complete_and_every_answer_says_its_version(small: Library, graph: Graph) -> None:
    assert graph_state(small.store).complete
    receipt = small.ask("undated_links").receipt
    assert receipt.graph_version == graph_state(small.store).version
    assert receipt.graph_complete
    assert SMALL.name in {dataset.dataset for dataset in graph_state(small.store).datasets}
