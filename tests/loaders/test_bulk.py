"""What Neo4j's importer brings in is what a load writes, to the last property; and what it may not fill is refused."""

from __future__ import annotations

import io
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import hypothesis
import polars as pl
import pytest

from graph import Settings, Statement, Store, graph_state
from graph.engines import neo4j_local
from graph.errors import EngineError, ImportFailed, LoadInProgress, LoadRefused
from graph.write.constraints import held_rules
from loaders import LoadOptions, LoadReport, load_folder, shipped_folder
from loaders.bulk import may
from loaders.kept import each_kept
from tests.conftest import SMALL, open_store, running_engine, unavailable
from tests.engine_choice import on_arcadedb, on_neo4j
from tests.held_graph import Graph, empty
from tests.loaders.dirty_folders import ANY, csv_text, made_folder

BULK = LoadOptions(bulk=True)
_NODES = Statement("all_nodes", "MATCH (n) RETURN labels(n) AS labels, properties(n) AS properties")
_LINKS = Statement(
    "all_links",
    "MATCH (a)-[r]->(b) RETURN type(r) AS type, a.id AS start, labels(a) AS start_labels, b.id AS end, "
    "labels(b) AS end_labels, properties(r) AS properties",
)
_OF_ONE_LOAD = {"run", "started", "finished", "settled", "process"}
_HARD = {
    "sources": 'id,title\ns36,"A ""quoted"", title\\"\n',
    "schools": (
        "name,region,id,aliases,stages,students,source,locator\n"
        '"""育英""小学",510131,n1,"育英""校区"";反斜杠\\;a,b",小学;初中,"1,200",s36,"p. 3, ""row 5"""\n'
        "结尾反斜杠\\,510131,n2,,,0,s36,\\\n"
        "'单引号'小学,510131,n3,it's,,,s36,'x'\n"
        '竖线|小学,510131,n4,,,,s36,"两\n行"\n'
        "第1小学,510131,n5,1;2;3,,,s36,7\n"
        "true,510131,n6,null;nan,,,s36,NULL\n"
        "没有地方的小学,999999,n7,,,,s36,8\n"
    ),
    "groups": 'name,region,lead,source,locator\n"甲,""集团",510131,n3,s36,9\n',
    "aid_links": "helper,helped,relation,form,programme,books,source,locator\n"
    'n1,n2,aids,pairing,"""1+3""帮扶,计划",3,s36,L1\nn1,nobody,aids,pairing,,4,s36,L2\n',
    "indicators": "subject,metric,value,source,locator\nn1,rate,0.1,s36,1\nn1,tiny,0.00005,s36,2\nn1,huge,1e22,s36,3\n",
}
"""Texts, numbers and lists that a table may spoil, and rows that fail."""


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Settings]:
    """A Neo4j of this module's own: an import restarts it. Its path has what a user's may, and what importers obey."""
    folder = tmp_path_factory.mktemp("活 水 (1)+")
    try:
        with pytest.MonkeyPatch.context() as patch, running_engine(folder / "home", "neo4j") as settings:
            patch.setattr("graph.engines.neo4j_local.JVM", (*neo4j_local.JVM, "-XX:TieredStopAtLevel=1"))
            yield settings
    except EngineError as error:
        unavailable("neo4j", error)


@pytest.fixture
def store(home: Settings) -> Iterator[Store]:
    """A store on it, which holds nothing."""
    with open_store(home) as store:
        empty(store)
        yield store


@pytest.fixture
def hard(tmp_path: Path) -> Path:
    """The tables of the five reports, with rows that a table of another program may spoil."""
    folder = tmp_path / "hard"
    shutil.copytree(shipped_folder("seeds"), folder)
    for name, text in _HARD.items():
        path = folder / f"{name}.csv"
        rows = [pl.read_csv(table, infer_schema=False) for table in (path, io.StringIO(text))]
        pl.concat(rows, how="diagonal").write_csv(path)
    return folder


def everything(store: Store) -> tuple[Any, ...]:
    """All that a database holds, but for what tells only when: nodes, links, rules, what is kept, and the state."""

    def said(properties: dict[str, Any]) -> list[tuple[str, Any]]:
        return sorted((name, value) for name, value in properties.items() if name not in _OF_ONE_LOAD)

    def is_run(row: dict[str, Any]) -> bool:
        return "LoadRun" in row["labels"]

    def ends(row: dict[str, Any]) -> list[Any]:
        return [row["start"], sorted(row["start_labels"]), row["end"], sorted(row["end_labels"])]

    nodes = [
        repr((sorted(row["labels"]), [pair for pair in said(row["properties"]) if pair[0] != "id" or not is_run(row)]))
        for row in store.stream(_NODES)
    ]
    links = [repr((ends(row), row["type"], said(row["properties"]))) for row in store.stream(_LINKS)]
    state = graph_state(store)
    counts = [(one.dataset, one.status, one.nodes, one.links, one.waiting, one.input_digest) for one in state.datasets]
    kept = [(one.said.words, one.said.digest) for one in each_kept(store)]
    return (
        sorted(nodes),
        sorted(links),
        sorted(map(repr, held_rules(store))),
        kept,
        state.version,
        state.complete,
        counts,
    )


def told(report: LoadReport) -> tuple[Any, ...]:
    return report.rows, report.nodes, report.links, report.rejects, report.elsewhere, report.graph_version


def check_both_ways(store: Store, folder: Path) -> None:
    """Load a folder as ever and in bulk: the graph and the report are the same."""
    report, loaded = told(load_folder(store, folder)), everything(store)
    empty(store)
    assert told(load_folder(store, folder, BULK)) == report
    assert everything(store) == loaded


@pytest.mark.neo4j
def test_a_bulk_load_that_was_killed_says_what_stands_and_then_is_a_load(
    store: Store, home: Settings, hard: Path
) -> None:
    """Broken off before the data are exchanged, nothing of it stands; killed after that, all of it, and no version."""
    report, loaded = told(load_folder(store, hard)), everything(store)
    empty(store)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("loaders.bulk.load.import_tables", _fails)
        with pytest.raises(ImportFailed):
            load_folder(store, hard, BULK)
    assert _standing(store) == ("hard", "interrupted", 0)
    assert not list(home.home.glob("neo4j/import-*"))
    script = Path(__file__).with_name("killed_bulk.py")
    command = [sys.executable, str(script), str(hard), str(home.home)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "stopped\n"
        store.reopen()
        with pytest.raises(LoadInProgress):
            load_folder(store, hard)
        process.kill()
    dataset, status, nodes = _standing(store)
    assert (dataset, status, nodes > 3_000) == ("hard", "interrupted", True)
    with open_store(home, write=False) as reader:
        assert not graph_state(reader).complete
        assert told(load_folder(store, hard, BULK)) == report
        # A reader that was there before sees the new database, and waits for nothing that the old one had.
        assert graph_state(reader).version == report[-1]
    assert everything(store) == loaded
    with pytest.raises(LoadRefused, match="holds hard"):
        load_folder(store, SMALL, BULK)
    # A load after it finds the graph as after any other, and changes what it must.
    assert load_folder(store, SMALL).written
    assert graph_state(store).complete


def _fails(*_given: object) -> Path:
    raise ImportFailed("broken")


def _standing(store: Store) -> tuple[str, str, int]:
    """The dataset that a killed load was of, how far it came, and how many nodes there are."""
    state = graph_state(store)
    assert (state.version, state.complete) == (None, False)
    one = state.by_name["hard"]
    nodes = store.read_all(Statement("count", "MATCH (n) WHERE NOT n:LoadRun RETURN count(n) AS n"))[0]["n"]
    return one.dataset, one.status, nodes


@pytest.mark.long
@pytest.mark.only_long
@pytest.mark.neo4j
def test_dirty_folders_come_in_as_by_a_load(store: Store, sized: Callable[[int, int], int]) -> None:
    """Rejects, decisions, other countries' regions, datasets without any school. Each folder restarts Neo4j."""

    @hypothesis.settings(max_examples=sized(1, 20), database=None, deadline=None, derandomize=True)
    @hypothesis.given(ANY)
    def check(tables: dict[str, Any]) -> None:
        empty(store)
        with made_folder(**{name: csv_text(rows).encode() for name, rows in tables.items()}) as folder:
            try:
                check_both_ways(store, folder)
            except LoadRefused:
                hypothesis.reject()

    check()


@on_arcadedb
def test_the_embedded_engine_is_filled_as_ever(empty_graph: Graph) -> None:
    with pytest.raises(LoadRefused, match="the graph is in the embedded engine"):
        load_folder(empty_graph.writer, SMALL, BULK)


@on_neo4j
def test_what_would_be_lost_is_not_replaced(graph: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    """The database of all tests holds a node that no load wrote: asked for, bulk is refused, and never by itself."""
    graph.empty()
    store = graph.writer
    elsewhere = bool(store.settings.neo4j_uri)
    with pytest.raises(LoadRefused, match="the graph is in" if elsewhere else "1 nodes that Huoshui did not write"):
        load_folder(store, SMALL, BULK)
    monkeypatch.setattr(may, "BULK_FROM", 1)
    load_folder(store, SMALL)
    graph.changed()
    with pytest.raises(LoadRefused, match="the graph is in" if elsewhere else "holds small"):
        load_folder(store, SMALL, BULK)
