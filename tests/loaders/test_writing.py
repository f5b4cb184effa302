from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from graph import Statement, Store
from loaders import writing
from loaders.counts import absent_kinds, counted
from loaders.load_plan import LoadPlan
from loaders.merge_datasets import merge_datasets
from loaders.run import load_run
from loaders.said import DatasetWords
from loaders.writing import Pruned, prepare, prune, write_plan
from tests.loaders.test_join_facts import Statement as Stated
from tests.loaders.test_join_facts import link, plan_of, school


def _held(*rows: list[Stated]) -> LoadPlan:
    return merge_datasets([plan_of(*rows)], [DatasetWords(name="test")])


def _sizes(rows: list[dict[str, Any]], size: int) -> list[int]:
    return [len(batch) for batch in writing._batches(rows, size)]


def test_batches_hold_so_many_rows_and_no_more() -> None:
    assert _sizes([{"id": str(number)} for number in range(7)], 3) == [3, 3, 1]
    assert _sizes([], 3) == []


def test_batches_of_long_rows_stay_under_the_size_of_a_message() -> None:
    row = {"key": "k", "properties": {"name": "校" * 900_000, "aliases": ["a"], "students": 5}}
    assert _sizes([row] * 5, 100) == [2, 2, 1]
    assert _sizes([{"name": "校" * 9_000_000}] * 2, 100) == [1, 1]
    assert _sizes([row | {"properties": ["校" * 450_000] * 2}] * 3, 100) == [2, 1]


def test_the_next_batch_is_made_while_the_last_is_used() -> None:
    made: list[int] = []

    def numbers() -> Iterator[int]:
        for number in range(3):
            made.append(number)
            yield number
        raise ValueError("the fourth can't be made")

    ahead = writing._ahead(numbers())
    assert next(ahead) == 0
    while len(made) < 2:
        time.sleep(0.01)
    assert next(ahead) == 1
    assert next(ahead) == 2
    with pytest.raises(ValueError, match="the fourth"):
        next(ahead)


def test_links_go_in_in_the_order_of_their_ends(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    prepare(store)
    ids = ("a", "b", "c")
    plan = _held([school(id=id_, name=id_) for id_ in ids], [link("AIDS", a, b) for a in ids for b in ids if a != b])
    ends: list[tuple[str, str]] = []
    write = store.write

    def watched(statement: Statement, parameters: Mapping[str, Any] | None = None) -> list[dict[str, Any]]:
        if statement.name == "create_AIDS_School_School" and parameters:
            ends.extend((row["start"], row["end"]) for row in parameters["rows"])
        return write(statement, parameters)

    monkeypatch.setattr(store, "write", watched)
    with load_run(store, "test") as run:
        write_plan(store, plan, run, 4, lambda *_: None)
    assert ends == sorted(ends)
    assert len(ends) == 6


def test_only_what_the_graph_has_any_of_is_looked_for(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    prepare(store)
    ids = ("a", "b", "c")
    plan = _held([school(id=id_, name=id_) for id_ in ids], [link("AIDS", "a", id_) for id_ in ids[1:]])
    sent: list[str] = []
    write = store.write

    def watched(statement: Statement, parameters: Mapping[str, Any] | None = None) -> list[dict[str, Any]]:
        sent.append(statement.name)
        return write(statement, parameters)

    def written() -> list[str]:
        with load_run(store, "test") as run:
            sent.clear()
            write_plan(store, plan, run, 100, lambda *_: None, absent=absent_kinds(counted(store)))
            names = list(sent)
        counts = counted(store)
        assert (counts["School"], counts["AIDS"]) == (3, 2)
        return names

    monkeypatch.setattr(store, "write", watched)
    assert written() == ["new_School", "new_AIDS_School_School"]
    write(Statement("damage", "MATCH (s:School {id: 'a'}) DETACH DELETE s"))
    assert written() == ["create_School", "fill_School", "new_AIDS_School_School"]
    write(Statement("damage", "MATCH (:School)-[r:AIDS]->(:School {id: 'b'}) DELETE r"))
    assert written() == ["create_School", "fill_School", "create_AIDS_School_School", "fill_AIDS_School_School"]


def test_progress_goes_up_to_all_rows_and_says_what_is_being_done(store: Store) -> None:
    prepare(store)
    plan = _held([school(id=id_, name=id_) for id_ in ("a", "b", "c")], [link("AIDS", "a", "b")])
    told: list[tuple[str, int, int]] = []
    with load_run(store, "test") as run:
        write_plan(store, plan, run, 2, lambda *step: told.append(step))
        prune(store, [run.id], "test", 2, lambda *step: told.append(step))
    assert told[:3] == [("writing School", 2, 4), ("writing School", 3, 4), ("writing AIDS", 4, 4)]
    assert {what for what, _, _ in told[3:]} == {"pruning"}
    assert told[-1][1] == told[-1][2]


def test_what_goes_goes_in_batches(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """All of a country at once is more than an engine's memory holds, and longer than a transaction may last."""
    prepare(store)
    ids = ("a", "b", "c", "d", "e")
    plan = _held([school(id=id_, name=id_) for id_ in ids], [link("AIDS", "a", id_) for id_ in ids[1:]])
    with load_run(store, "test") as run:
        write_plan(store, plan, run, 100, lambda *_: None)
    sizes: list[int] = []
    write = store.write

    def noted(statement: Statement, parameters: Mapping[str, Any] | None = None) -> list[dict[str, Any]]:
        sizes.extend(len(value) for value in (parameters or {}).values() if isinstance(value, list))
        return write(statement, parameters)

    monkeypatch.setattr(store, "write", noted)
    with load_run(store, "test") as run:
        assert prune(store, [run.id], "test", 2, lambda *_: None) == Pruned(nodes=5, links=4)
    assert max(sizes) == 2


def test_a_node_is_written_with_its_evidence_dataset_and_run(store: Store) -> None:
    prepare(store)
    stated = [school(name="甲校", stages=["primary"], locators=["L10"]), school(name="甲校", locators=["L9"])]
    plan = _held(*([one] for one in stated), [("Programme", {"id": "p", "name": "项目", "extra_label": None})])
    with load_run(store, "test") as run:
        write_plan(store, plan, run, 100, lambda _what, _done, _total: None)
        asked = Statement("asked", "MATCH (n) WHERE n.run = $run RETURN properties(n) AS p ORDER BY n.id")
        rows = [row["p"] for row in store.read_all(asked, {"run": run.id})]
    common = {"datasets": ["test"], "run": run.id}
    assert rows == [
        {
            "id": "a",
            "name": "甲校",
            "name_key": "甲校",
            "search_text": "\n甲校\n·JIA·XIAO\njx\na\n",
            "stages": ["primary"],
            "source_ids": ["s", "s"],
            "locators": ["L9", "L10"],
            **common,
        },
        {"id": "p", "name": "项目", "name_key": "项目", "search_text": "\n项目\n·XIANG·MU\nxm\np\n", **common},
    ]
