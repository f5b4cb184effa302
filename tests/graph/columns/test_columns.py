"""Columns beside the graph: when they answer, when the engine does, and what becomes of files that are torn.

That both give the same rows is held wherever a library of the fixtures asks (tests/both_ways.py)."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from graph import Settings, Store
from graph.answers import Library, answer_cache
from graph.columns import reading
from graph.columns.files import ColumnFiles
from graph.columns.questions import ON_COLUMNS
from graph.columns.reading import RowReader
from graph.errors import StoreTimeout
from graph.questions import shipped_catalogue
from graph.state import GraphState, graph_state
from tests.conftest import SMALL
from tests.engine_choice import on_arcadedb
from tests.held_graph import Graph
from tests.torn_files import TORN

ASKED = {"by": "county", "as_of": "2025-09-01"}


class Stopped(Store):
    """A store that stops every question at its time limit, as an engine does with a graph that is too large."""

    asked = 0

    def read(self, statement: Any, *given: Any, **more: Any) -> Any:
        if statement.name in ON_COLUMNS:
            self.asked += 1
            raise StoreTimeout(f"{statement.name} was stopped at its time limit")
        return super().read(statement, *given, **more)


@pytest.fixture
def stopped(small: Library, reader: Store, tmp_path: Path) -> Iterator[Stopped]:
    """The small graph, which counts as large here, in a home without columns."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reading, "FROM_NODES", 1)
        settings = Settings(**{**reader.settings.model_dump(), "home": tmp_path / "home"})
        store = Stopped(reader.connection, settings)
        yield store
        store.close()


def test_each_is_a_question_whose_statement_defines_it() -> None:
    assert set(ON_COLUMNS) <= set(shipped_catalogue())


@on_arcadedb
def test_where_the_engine_stops_columns_are_built_and_answer(stopped: Stopped, small: Library) -> None:
    library = Library(stopped)
    answer, plain = library.ask("coverage", ASKED), small.ask("coverage", ASKED)
    assert answer.rows == plain.rows
    differs = {
        name for name in answer.receipt.__slots__ if getattr(answer.receipt, name) != getattr(plain.receipt, name)
    }
    assert differs <= {"elapsed_ms"}
    assert Library(stopped).ask("coverage", ASKED).rows == plain.rows
    assert stopped.asked == 1, "the second one did not try the engine"
    bounded = library.ask("coverage", ASKED, max_rows=1)
    assert (bounded.rows, bounded.receipt.truncated, bounded.receipt.cut_at) == (plain.rows[:1], True, 1)


@on_arcadedb
def test_switched_off_the_engine_answers(stopped: Stopped, small: Library) -> None:
    state = graph_state(stopped)
    assert ColumnFiles(stopped).build(state)
    settings = stopped.settings.model_copy(update={"columns": False})
    off = Stopped(stopped.connection, settings)
    for library in (Library(off), Library(off, cache=answer_cache(1_000))):
        with pytest.raises(StoreTimeout):
            library.ask("coverage", ASKED)
    off.close()


@on_arcadedb
def test_who_lives_on_has_them_built_beside(stopped: Stopped, small: Library) -> None:
    library = Library(stopped, cache=answer_cache(1_000_000))
    assert library.ask("school", {"id": "a1"}).rows
    joined()
    assert library.ask("coverage", ASKED).rows == small.ask("coverage", ASKED).rows
    shutil.rmtree(stopped.settings.home)
    with pytest.raises(StoreTimeout) as error:
        Library(stopped, cache=answer_cache(1_000)).ask("coverage", ASKED)
    assert "ask again" in error.value.next_step
    joined()


@on_arcadedb
@pytest.mark.parametrize("tear", ["missing", "digests", *TORN])
def test_torn_files_are_noticed_and_built_again(stopped: Stopped, small: Library, tear: str) -> None:
    files, state = ColumnFiles(stopped), graph_state(stopped)
    assert files.build(state)
    folder = files.path(state)
    torn = folder / ("digests.json" if tear == "digests" else "covering.arrow")
    held = torn.read_bytes()
    torn.unlink()
    if tear != "missing":
        torn.write_bytes(b"{" if tear == "digests" else TORN[tear](held))
    assert ColumnFiles(stopped).of(state) is None
    assert not folder.exists()
    assert Library(stopped).ask("coverage", ASKED).rows == small.ask("coverage", ASKED).rows
    assert folder.exists()


@on_arcadedb
@pytest.mark.parametrize("left", [None, 0, 100, -100])
def test_files_that_go_while_they_are_used_are_built_again(stopped: Stopped, small: Library, left: int | None) -> None:
    library = Library(stopped)
    rows = library.ask("coverage", ASKED).rows
    torn = ColumnFiles(stopped).path(graph_state(stopped)) / "covering.arrow"
    if left is None:
        torn.unlink()
    else:
        with torn.open("r+b") as file:
            file.truncate(left if left >= 0 else torn.stat().st_size + left)
    assert library.ask("coverage", ASKED).rows == rows


@on_arcadedb
def test_columns_are_of_one_state_of_the_graph(graph: Graph, stopped: Stopped) -> None:
    files, state = ColumnFiles(stopped), graph_state(stopped)
    assert files.build(state)
    assert files.of(state) is not None
    graph.changed()
    graph.hold(SMALL)
    later = graph_state(stopped)
    assert later != state
    assert files.of(later) is None
    files.throw_away(state)
    assert not files.build(state), "the graph is in that state no more"


@on_arcadedb
def test_one_builds_and_others_are_answered_by_the_engine(stopped: Stopped, small: Library) -> None:
    state = graph_state(stopped)
    begun, go_on = threading.Event(), threading.Event()

    def progress(*_: object) -> None:
        begun.set()
        go_on.wait(60)

    first = threading.Thread(target=ColumnFiles(stopped).build, args=(state, progress))
    first.start()
    assert begun.wait(60)
    assert ColumnFiles(stopped).build(state) is False
    with pytest.raises(StoreTimeout):
        Library(stopped).ask("coverage", ASKED)
    go_on.set()
    first.join()
    assert Library(stopped).ask("coverage", ASKED).rows == small.ask("coverage", ASKED).rows


@on_arcadedb
def test_a_graph_that_is_not_whole_is_answered_by_the_engine(stopped: Stopped) -> None:
    state = graph_state(stopped)
    assert ColumnFiles(stopped).build(state)
    loading = GraphState(state.version, False, state.datasets)
    question = shipped_catalogue()["coverage"]
    with pytest.raises(StoreTimeout):
        RowReader(stopped, lives_on=False).rows(loading, question, {}, None)


def joined() -> None:
    """Wait for what is built beside."""
    for thread in threading.enumerate():
        if thread.name == "columns":
            thread.join(60)


@on_arcadedb
def test_a_load_leaves_the_columns_of_a_large_graph(stopped: Stopped, small: Library) -> None:
    told: list[str] = []
    reading.build_columns_of(stopped, lambda what, _done, _total: told.append(what))
    assert told[0] == "reading columns"
    assert told[-1] == "writing columns"
    assert Library(stopped).ask("coverage", ASKED).rows == small.ask("coverage", ASKED).rows
    assert stopped.asked == 0


@on_arcadedb
def test_what_could_not_be_built_is_not_tried_at_every_question(
    stopped: Stopped, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried = []
    monkeypatch.setattr(ColumnFiles, "build", lambda *_: tried.append(1))
    library = Library(stopped, cache=answer_cache(1_000_000))
    for _ in range(3):
        assert library.ask("school", {"id": "a1"}).rows
        joined()
    assert len(tried) == 1
    monkeypatch.setattr("graph.columns.files.AGAIN_AFTER_S", 0.0)
    library.ask("school", {"id": "a1"})
    joined()
    assert len(tried) == 2
