"""Statements that are no questions: each is used, explained, and runs on both engines."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

import cypher
from graph import Statement, Store, shipped_statement
from graph.answers import Library
from graph.model import TAKES_PART
from graph.questions.catalogue import QUESTIONS_FOLDER
from tests.graphs import Link, write_graph
from tests.held_graph import Graph

FOLDER = Path(cypher.__file__).parent
FILES = sorted(path for path in FOLDER.rglob("*.cypher") if QUESTIONS_FOLDER not in path.parents)
SOURCES = "\n".join(
    path.read_text("utf-8")
    for folder in ("graph", "loaders", "app")
    for path in sorted((FOLDER.parent / folder).rglob("*.py"))
)
_WRITES = re.compile(r"\b(CREATE|MERGE|DELETE|SET|REMOVE)\b")
RUN = {"id": "run-1", "dataset": "made", "started": "2025-09-01T08:00:00+00:00", "plan": "p", "process": "here:1:1.0"}

by_file = pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.stem}")


@by_file
def test_a_statement_is_used_and_says_what_for(path: Path) -> None:
    assert re.search(rf'"{path.parent.name}",\s*"{path.stem}"', SOURCES), f"nothing runs {path.name}"
    first = path.read_text("utf-8").splitlines()[0]
    assert first.startswith("// ")
    assert first.endswith(".")


@by_file
def test_only_loads_write(path: Path) -> None:
    text = shipped_statement(path.parent.name, path.stem).text
    assert path.parent.name == "load" or not _WRITES.search(text)


@by_file
def test_it_runs(path: Path, empty_graph: Graph) -> None:
    """With every parameter that it takes, on a graph with a node and a link; a misspelt name would not bind."""
    write_graph(empty_graph.writer, [Link("LEADS", "s1", "g1", "leads-1")])
    statement = shipped_statement(path.parent.name, path.stem)
    values: dict[str, Any] = {
        **RUN,
        "finished": "2025-09-01T08:00:05+00:00",
        "counts": "{}",
        "input_digest": "d1",
        "graph_version": "v1",
        "engine_ids": [],
        "schools": ["s1"],
        "groups": ["g1"],
        "organisations": [],
        "regions": [],
        "places": [],
        "nowhere": ["School"],
        "ties": ["LEADS"],
        **{label: ["s1"] for label in TAKES_PART},
        "type": "LEADS",
        "label": "School",
        "by_label": {"School": ["s1"]},
        "key": "leads-1",
        "gone": ["s1"],
        "table": "schools",
        "number": 0,
        "text": "",
        "run": "run-1",
        "words": "{}"
        if "UNWIND $words" not in statement.text
        else [{"dataset": "made", "run": "run-1", "words": "{}"}],
        "rows": [{"dataset": "made", "counts": "{}", "digest": "d1"}],
        "most": 10,
        "kept": ["made"],
        "keys": ["leads-1"],
        "ids": ["s1"],
        "stage": None,
        "weight": "schools",
        "covered_by": "any",
        "as_of": None,
        "region": "r1",
        "universe": None,
        "work": "backup",
        "datasets": ["made"],
        "runs": [{"id": "run-1", "dataset": "made"}] if "UNWIND $runs" in statement.text else ["run-1"],
    }
    needed = set(re.findall(r"\$(\w+)", statement.text))
    assert needed <= set(values)
    empty_graph.writer.write(statement, {name: values[name] for name in needed})


def states(store: Store) -> list[tuple[str, bool, str | None]]:
    text = "MATCH (r:LoadRun) RETURN r.id AS id, r.status AS status, r.current AS current, r.slot AS slot ORDER BY id"
    return [(row["status"], row["current"], row["slot"]) for row in store.read_all(Statement("runs", text))]


def run(store: Store, stem: str, **values: Any) -> list[dict[str, Any]]:
    return store.write(shipped_statement("load", stem), values)


def test_a_run_takes_the_slot_and_gives_it_back(empty_graph: Graph) -> None:
    store = empty_graph.writer
    run(store, "start_run", **RUN)
    assert states(store) == [("running", True, "load")]
    (running,) = store.read_all(shipped_statement("load", "running_loads"))
    assert running == {**{name: RUN[name] for name in ("id", "dataset", "started", "process")}, "work": "load"}
    run(store, "finish_run", id="run-1", finished="x", graph_version="v")
    assert states(store) == [("finished", True, None)]
    assert store.read_all(shipped_statement("load", "running_loads")) == []


def test_the_newest_run_of_a_dataset_is_the_current_one(empty_graph: Graph) -> None:
    store = empty_graph.writer
    run(store, "start_run", **RUN)
    run(store, "interrupt_run", id="run-1")
    run(store, "start_run", **{**RUN, "id": "run-2", "dataset": "other"})
    run(store, "interrupt_run", id="run-2")
    run(store, "start_run", **{**RUN, "id": "run-3"})
    assert states(store) == [
        ("interrupted", False, None),
        ("interrupted", True, None),
        ("running", True, "load"),
    ]


def test_a_school_stops_being_a_lead_with_its_last_group(empty_graph: Graph) -> None:
    links = [
        Link("LEADS", "s1", "g1", "leads-1"),
        Link("LEADS", "s2", "g2", "leads-2", until="2024"),
        Link("LEADS", "s3", "g3", "leads-3", until="2020"),
        Link("LEADS", "s3", "g3", "leads-4", since="2022"),
    ]
    write_graph(empty_graph.writer, links, alone=["s4"])
    empty_graph.writer.write(Statement("promote", "MATCH (s:School) SET s:LeadSchool"))
    assert run(empty_graph.writer, "demote_leads") == [{"demoted": 2}]
    rows = empty_graph.writer.read_all(Statement("leads", "MATCH (s:LeadSchool) RETURN s.id AS id ORDER BY id"))
    assert [row["id"] for row in rows] == ["s1", "s3"]


@pytest.mark.parametrize(
    ("id_", "name"), [("a1", "甲一中"), ("g1", "甲一中教育集团"), ("530100", "昆明市"), ("small-1", None), ("x", None)]
)
def test_an_entity_is_found_by_its_id(small: Library, id_: str, name: str | None) -> None:
    rows = small.store.read(shipped_statement("lookup", "entity"), {"id": id_}).rows
    assert [row["name"] for row in rows] == ([name] if name else [])


def test_whatever_has_a_page_is_known_by_its_id(small: Library) -> None:
    def known(id_: str) -> list[tuple[str, list[str]]]:
        rows = small.store.read(shipped_statement("lookup", "named"), {"id": id_}).rows
        return [(row["name"], row["former_ids"]) for row in rows]

    (source,) = small.ask("source", {"id": "small-1"}).rows
    assert known("small-1") == [(source["title"], [])]
    assert known("a1") == [("甲一中", [])]
    assert known("x") == []
    names = small.store.read_all(shipped_statement("lookup", "names"), {"ids": ["a1", "small-1", "530100", "x"]})
    assert {row["id"]: row["name"] for row in names} == {"a1": "甲一中", "small-1": source["title"], "530100": "昆明市"}


def test_totals_over_schools(small: Library) -> None:
    """b3's number is not known; 800 + 500."""
    (row,) = small.store.read(shipped_statement("lookup", "school_totals"), {"schools": ["b1", "b2", "b3", "x"]}).rows
    assert row == {"schools_with_students": 2, "students": 1300, "counties": ["530125"]}
    (none,) = small.store.read(shipped_statement("lookup", "school_totals"), {"schools": []}).rows
    assert (none["schools_with_students"], none["students"] or 0, none["counties"]) == (0, 0, [])
