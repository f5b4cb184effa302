"""Pruning takes what a dataset no longer holds, and nothing else."""

from __future__ import annotations

from typing import Any

import pytest

from graph import Statement, Store
from graph.write import (
    prune_links_statement,
    prune_nodes_statement,
    release_nodes_statement,
    stale_links_statement,
    stale_nodes_statement,
)
from tests.held_graph import Graph

NODES = [
    # Held by d1 and written again by its run run-2; held by d1 only and not written; the same, but tied to another;
    # held by d2; held by both, and in no plan any more; somebody else's, without our mark and with half of it.
    {"id": "kept", "datasets": ["d1"], "run": "run-2"},
    {"id": "gone", "datasets": ["d1"], "run": "run-1"},
    {"id": "tied", "datasets": ["d1"], "run": "run-1"},
    {"id": "other", "datasets": ["d2"], "run": "run-1"},
    {"id": "both", "datasets": ["d1", "d2"], "run": "run-1"},
    {"id": "theirs", "datasets": None, "run": None},
    {"id": "half", "datasets": [], "run": "nightly"},
    {"id": "alone", "datasets": None, "run": None},
]
LINKS = [
    {"key": "kept", "start": "kept", "end": "other", "datasets": ["d1"], "run": "run-2"},
    {"key": "gone", "start": "kept", "end": "other", "datasets": ["d1"], "run": "run-1"},
    {"key": "other", "start": "tied", "end": "other", "datasets": ["d2"], "run": "run-1"},
    {"key": "theirs", "start": "theirs", "end": "kept", "datasets": ["d1"], "run": "nightly"},
]
D1 = {"dataset": "d1", "runs": ["run-2"]}


@pytest.fixture
def store(empty_graph: Graph) -> Store:
    writer = empty_graph.writer
    writer.write(
        Statement("nodes", "UNWIND $rows AS row CREATE (n:School {id: row.id, datasets: row.datasets, run: row.run})"),
        {"rows": NODES},
    )
    text = (
        "UNWIND $rows AS row MATCH (a:School {id: row.start}) MATCH (b:School {id: row.end}) "
        "CREATE (a)-[:AIDS {key: row.key, datasets: row.datasets, run: row.run}]->(b)"
    )
    writer.write(Statement("links", text), {"rows": LINKS})
    return writer


def keys(store: Store) -> list[str]:
    return [
        row["key"]
        for row in store.read_all(Statement("keys", "MATCH ()-[r:AIDS]->() RETURN r.key AS key ORDER BY key"))
    ]


def datasets(store: Store) -> dict[str, Any]:
    rows = store.read_all(Statement("held", "MATCH (n:School) RETURN n.id AS id, n.datasets AS datasets"))
    return {row["id"]: row["datasets"] for row in rows}


def links_found(store: Store, **values: Any) -> list[dict[str, Any]]:
    return store.read_all(stale_links_statement("AIDS"), {**D1, **values})


def pruned(store: Store, rows: list[dict[str, Any]]) -> int:
    ((gone,),) = (row.values() for row in store.write(prune_links_statement("AIDS", "School"), {"rows": rows}))
    return int(gone)


def test_links_go_that_the_dataset_held_and_the_run_did_not_write(store: Store) -> None:
    assert links_found(store) == [{"start": "kept", "key": "gone"}]
    assert pruned(store, links_found(store)) == 1
    assert keys(store) == ["kept", "other", "theirs"]
    assert links_found(store) == []


def test_nodes_are_released_and_go_only_when_nothing_holds_or_touches_them(store: Store) -> None:
    found = sorted(store.read_all(stale_nodes_statement("School"), D1), key=lambda row: row["id"])
    assert found == [{"id": "both"}, {"id": "gone"}, {"id": "tied"}]
    assert store.write(release_nodes_statement("School"), {"rows": found}) == [{"released": 3}]
    theirs: dict[str, Any] = {"theirs": None, "half": [], "alone": None}
    assert datasets(store) == {"kept": ["d1"], "gone": [], "tied": [], "other": ["d2"], "both": [], **theirs}
    assert store.write(prune_nodes_statement("School"), {"rows": found}) == [{"pruned": 2}]
    assert set(datasets(store)) == {"kept", "tied", "other", *theirs}
    assert store.read_all(stale_nodes_statement("School"), D1) == [{"id": "tied"}], "which goes when its link has gone"


def test_what_is_gone_of_other_datasets_goes_by_its_name(store: Store) -> None:
    """And what is somebody else's stays, whatever it is called."""
    rows = [{"start": "tied", "key": "other"}, {"start": "theirs", "key": "theirs"}, {"start": "kept", "key": "none"}]
    assert pruned(store, rows) == 1
    assert keys(store) == ["gone", "kept", "theirs"]
    named = [{"id": "other"}, {"id": "half"}, {"id": "theirs"}]
    assert store.write(release_nodes_statement("School"), {"rows": named}) == [{"released": 1}]
    assert datasets(store)["other"] == []


def test_without_a_dataset_all_goes_that_the_run_did_not_write(store: Store) -> None:
    assert pruned(store, links_found(store, dataset=None)) == 2
    assert keys(store) == ["kept", "theirs"]


def test_links_of_an_earlier_release_are_their_dataset_s(store: Store) -> None:
    store.write(Statement("older", "MATCH ()-[r:AIDS {key: 'gone'}]->() SET r.dataset = 'd1' REMOVE r.datasets"))
    assert pruned(store, links_found(store)) == 1


def test_only_declared_types_can_be_pruned() -> None:
    with pytest.raises(KeyError):
        prune_links_statement("KNOWS", "School")
    with pytest.raises(KeyError):
        prune_nodes_statement("Building")
