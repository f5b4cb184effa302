"""After a load the columns of the graph before it answer, and say so, until those of the new one stand."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import polars as pl
import pytest

from graph import Settings, Store
from graph.answers import Answer, Library, answer_cache
from graph.columns import reading
from graph.columns.files import ColumnFiles
from graph.columns.questions import ON_COLUMNS
from graph.errors import StoreTimeout
from graph.state import GraphState, graph_state
from tests.conftest import SMALL
from tests.engine_choice import on_arcadedb
from tests.graph.columns.test_columns import ASKED, Stopped
from tests.held_graph import Graph
from tests.loaders.folders import write_tables

LATER = "id,name,region,source,locator\nlater,后来的小学,530124,s,L1\n"


@dataclass(frozen=True)
class Before:
    """A graph as it was: its state, an answer, and a home with its columns."""

    state: GraphState
    answered: Answer
    home: Path


class Grown:
    """A graph that was loaded anew: an app over it, what it was before, with columns, and what is built of it now."""

    def __init__(self, store: Store, before: Before) -> None:
        self.store, self.before, self.answered = store, before.state, before.answered
        self.now = graph_state(store)
        self.library = Library(store, cache=answer_cache(1_000_000))


@pytest.fixture(scope="module")
def before(graph: Graph, reader: Store, tmp_path_factory: pytest.TempPathFactory) -> Before:
    """What the graph was before one more dataset was loaded into it."""
    folder = tmp_path_factory.mktemp("before")
    graph.hold(SMALL)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reading, "FROM_NODES", 1)
        with _stopped(reader, folder / "home") as store:
            state = graph_state(store)
            assert ColumnFiles(store).build(state)
            answered = Library(store).ask("coverage", ASKED)
    later = write_tables(folder / "later", sources="id,title\ns,A source\n", schools=LATER)
    graph.hold(SMALL, later)
    return Before(state, answered, folder / "home")


@pytest.fixture
def grown(before: Before, reader: Store, tmp_path: Path) -> Iterator[Grown]:
    """Columns aren't built of it beside: whoever wants those builds them."""
    shutil.copytree(before.home, tmp_path / "home")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reading, "FROM_NODES", 1)
        patch.setattr(ColumnFiles, "build_beside", lambda *_: None)
        with _stopped(reader, tmp_path / "home") as store:
            yield Grown(store, before)


def _stopped(reader: Store, home: Path) -> Stopped:
    return Stopped(reader.connection, Settings(**{**reader.settings.model_dump(), "home": home}))


@on_arcadedb
def test_the_earlier_columns_answer_and_say_so_until_the_new_ones_stand(grown: Grown) -> None:
    library, now = grown.library, grown.now
    answer = library.ask("coverage", ASKED)
    assert answer.rows == grown.answered.rows
    told = (answer.receipt.graph_version, answer.receipt.newer_version, answer.receipt.graph_complete)
    assert told == (grown.before.version, now.version, True)
    assert library.ask("coverage", ASKED) is answer, "it is kept like any other"
    assert ColumnFiles(grown.store).build(now)
    answer = library.ask("coverage", ASKED)
    assert (answer.receipt.graph_version, answer.receipt.newer_version) == (now.version, None)
    assert {row["id"]: row["denominator"] for row in answer.rows}["530124"] == 1 + next(
        row["denominator"] for row in grown.answered.rows if row["id"] == "530124"
    )


@on_arcadedb
def test_what_asks_the_engine_too_is_asked_of_the_graph_as_it_is(grown: Grown) -> None:
    with pytest.raises(StoreTimeout):
        grown.library.ask("coverage", {**ASKED, "without": "a1"})
    answer = grown.library.ask("school", {"id": "later"})
    assert (len(answer.rows), answer.receipt.graph_version, answer.receipt.newer_version) == (
        1,
        grown.now.version,
        None,
    )


@on_arcadedb
@pytest.mark.parametrize("when", ["before", "while"])
def test_earlier_columns_that_are_torn_leave_the_question_to_the_engine(
    grown: Grown, monkeypatch: pytest.MonkeyPatch, when: str
) -> None:
    if when == "before":
        (ColumnFiles(grown.store).path(grown.before) / "covering.arrow").write_bytes(b"")
    else:

        def torn(*_given: object) -> None:
            raise pl.exceptions.ComputeError("torn")

        monkeypatch.setitem(ON_COLUMNS, "coverage", torn)
    with pytest.raises(StoreTimeout):
        grown.library.ask("coverage", ASKED)
    assert not ColumnFiles(grown.store).path(grown.before).exists()


@on_arcadedb
def test_neither_do_those_of_another_database_or_of_something_else(grown: Grown) -> None:
    files = ColumnFiles(grown.store)
    assert files.newest() == grown.before
    with Store(replace(grown.store.connection, database="another"), grown.store.settings) as store:
        assert ColumnFiles(store).newest() is None
    state = files.path(grown.before) / "state.json"
    for text in ("", "x", state.read_text("utf-8").replace('"version"', '"other"'), "\n[]", "\n{}"):
        state.write_text(text, "utf-8")
        assert files.newest() is None
        with pytest.raises(StoreTimeout):
            grown.library.ask("coverage", ASKED)


@on_arcadedb
def test_who_asks_once_gets_the_graph_as_it_is(grown: Grown) -> None:
    answer = Library(grown.store).ask("coverage", ASKED)
    assert (answer.receipt.graph_version, answer.receipt.newer_version) == (grown.now.version, None)
