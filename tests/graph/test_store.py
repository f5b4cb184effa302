"""The store against real engines: bounds are true, readers can't write, and every failure is one of our errors."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from graph import Connection, Settings, Statement, Store, engines
from graph.errors import (
    ConstraintViolated,
    HuoshuiError,
    StatementFailed,
    StoreDenied,
    StoreTimeout,
    StoreUnreachable,
)
from tests.conftest import start_engine
from tests.doors import door
from tests.held_graph import Graph, NotForTests, mark_for_tests, require_marker

# Each would run for hours. The second never reads a record, which is where some limits look at the clock.
ENDLESS = [
    "MATCH (a:Region), (b:Region), (c:Region), (d:Region) WHERE a.id + b.id + c.id = d.id RETURN count(*) AS n",
    "UNWIND range(1, 90000) AS a UNWIND range(1, 90000) AS b RETURN sum(a * b) AS n",
    "UNWIND range(1, 90000) AS a UNWIND range(1, 90000) AS b WITH a, b WHERE a * b = -1 RETURN a",
]


def count(store: Store, label: str) -> int:
    return int(store.read_all(Statement("count", f"MATCH (n:{label}) RETURN count(n) AS n"))[0]["n"])


def numbers(store: Store, available: int, max_rows: int | None) -> Any:
    return store.read(Statement("numbers", "UNWIND range(1, $n) AS x RETURN x"), {"n": available}, max_rows=max_rows)


@pytest.mark.parametrize(("available", "truncated"), [(0, False), (9, False), (10, False), (11, True), (500, True)])
def test_a_read_says_truly_whether_it_was_cut(reader: Store, available: int, truncated: bool) -> None:
    result = numbers(reader, available, 10)
    assert [row["x"] for row in result.rows] == list(range(1, min(available, 10) + 1))
    assert (result.truncated, result.cut_at) == (truncated, 10)
    if available:  # ArcadeDB names no columns where there are no rows
        assert result.columns == ("x",)


def test_the_bound_of_the_settings_holds_unless_another_is_given(reader: Store, settings: Settings) -> None:
    connection = engines.connection(settings, write=False)
    assert connection is not None
    with Store(connection, settings.model_copy(update={"max_rows": 3})) as store:
        assert (len(numbers(store, 5, None).rows), numbers(store, 5, None).truncated) == (3, True)
        assert (len(numbers(store, 5, 5).rows), numbers(store, 5, 5).truncated) == (5, False)


def test_parameters_come_as_they_are_given_and_none_may_be_missing(reader: Store) -> None:
    statement = Statement("asked", "UNWIND $several AS one RETURN one, coalesce($other, 'none') AS other LIMIT $most")
    for other, told in ((None, "none"), ("other", "other")):
        rows = reader.read(statement, {"several": ["a", "b"], "other": other, "most": 1}).rows
        assert rows == [{"one": "a", "other": told}]
    with pytest.raises(StatementFailed):
        reader.read(statement, {"several": ["a"], "other": None})


def test_read_all_and_stream_give_every_row(reader: Store) -> None:
    statement = Statement("numbers", "UNWIND range(1, 12000) AS x RETURN x")
    assert len(reader.read_all(statement)) == 12_000
    assert sum(1 for _ in reader.stream(statement)) == 12_000


def test_a_stream_may_be_left_early(reader: Store) -> None:
    stream = reader.stream(Statement("numbers", "UNWIND range(1, 50000) AS x RETURN x"))
    assert next(stream) == {"x": 1}
    stream.close()  # type: ignore[attr-defined]
    reader.check()


READS: list[Callable[[Store, Statement], object]] = [
    lambda store, statement: store.read(statement),
    lambda store, statement: store.read_all(statement),
    lambda store, statement: list(store.stream(statement)),
]


@pytest.mark.parametrize("read", READS, ids=["read", "read_all", "stream"])
@pytest.mark.parametrize(
    "text",
    [
        "CREATE (:Smuggled)",
        "MERGE (n:Smuggled {id: 1}) RETURN n",
        "MATCH (n:HuoshuiTest) SET n.id = 'x' RETURN n.id",
        "MATCH (n:HuoshuiTest) DETACH DELETE n",
        "CREATE INDEX smuggled IF NOT EXISTS FOR (n:Smuggled) ON (n.id)",
    ],
)
def test_a_reader_cannot_write(
    reader: Store, writer: Store, read: Callable[[Store, Statement], object], text: str
) -> None:
    with pytest.raises(StoreDenied):
        read(reader, Statement("smuggle", text))
    require_marker(writer)
    assert count(writer, "Smuggled") == 0


def test_a_store_opened_for_reading_refuses_to_write(reader: Store, writer: Store) -> None:
    """Neo4j Community has no account that can't write: the store itself must refuse."""
    with pytest.raises(StoreDenied):
        reader.write(Statement("smuggle", "CREATE (:Smuggled)"))
    assert count(writer, "Smuggled") == 0


def test_a_broken_constraint_is_its_own_error_and_changes_nothing(small: object, writer: Store) -> None:
    before = count(writer, "School")
    with pytest.raises(ConstraintViolated):
        writer.write(Statement("twice", "UNWIND ['new', 'a1'] AS id CREATE (:School {id: id})"))
    assert count(writer, "School") == before


def test_a_write_returns_its_rows_and_an_empty_one_none(empty_graph: Graph) -> None:
    writer = empty_graph.writer
    assert writer.write(Statement("make", "CREATE (n:School {id: $id}) RETURN n.id AS id"), {"id": "s1"}) == [
        {"id": "s1"}
    ]
    assert writer.write(Statement("none", "MATCH (n:School {id: 'x'}) SET n.name = 'y'")) == []


@pytest.mark.parametrize(
    "text",
    [
        "MATC (n) RETURN n",
        "RETURN $missing AS x",
        "RETURN 1 / 0 AS x",
        "RETURN nothing(1) AS x",
        "RETURN timeout AS x",
        "",
    ],
)
def test_a_statement_that_fails_says_which_and_why(reader: Store, text: str) -> None:
    with pytest.raises(StatementFailed) as raised:
        reader.read(Statement("my_question", text))
    assert raised.value.message.startswith("my_question: ")
    assert len(raised.value.message) > len("my_question:  ()")


@pytest.fixture(scope="module")
def hasty(engine: str, settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A reader with one second for a read. ArcadeDB's limit is the server's, so it gets a server of its own, and
    longer for the write that fills it."""
    hurried = settings.model_copy(update={"read_timeout_s": 1.0, "write_timeout_s": 1.0})
    if engine == "arcadedb":
        hurried = hurried.model_copy(update={"write_timeout_s": 4.0, "home": tmp_path_factory.mktemp("hasty")})
        start_engine(hurried)
        with_writer = engines.connection(hurried, write=True)
        assert with_writer is not None
        with Store(with_writer, hurried) as store:
            mark_for_tests(store)
            store.write(Statement("fill", "UNWIND range(1, 3000) AS i CREATE (:Region {id: toString(i)})"))
    connection = engines.connection(hurried, write=False)
    assert connection is not None
    with Store(connection, hurried) as store:
        yield store
    if engine == "arcadedb":
        engines.stop(hurried)


@pytest.mark.timeout(60)
@pytest.mark.parametrize("text", ENDLESS, ids=["records", "aggregate", "filter"])
def test_an_endless_read_is_stopped(small: object, hasty: Store, text: str) -> None:
    for read in (hasty.read, hasty.read_all):
        with pytest.raises(StoreTimeout):
            read(Statement("endless", text))
    hasty.check()


@pytest.mark.timeout(60)
def test_an_endless_write_is_stopped_and_changes_nothing(small: object, hasty: Store, settings: Settings) -> None:
    hurried = hasty.settings
    connection = engines.connection(hurried, write=True)
    assert connection is not None
    with Store(connection, hurried) as store:
        with pytest.raises(StoreTimeout):
            store.write(Statement("endless", f"CREATE (:Smuggled) WITH 1 AS one {ENDLESS[1]}"))
        assert count(store, "Smuggled") == 0


def connected(reader: Store, **changes: Any) -> Store:
    """A store like the reader's at another address or with another account, and little patience."""
    hurried = Settings(neo4j_uri=None, connect_timeout_s=1.0, read_timeout_s=1.0)
    return Store(replace(reader.connection, **changes), hurried)


def refusal(reader: Store, **changes: Any) -> HuoshuiError:
    with connected(reader, **changes) as store, pytest.raises(HuoshuiError) as raised:
        store.check()
    return raised.value


@pytest.fixture
def nobody() -> Iterator[str]:
    """An address where nothing listens: its port is held, so nobody else gets it meanwhile."""
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        yield f"127.0.0.1:{held.getsockname()[1]}"


def test_a_store_that_answers_is_fine(reader: Store, writer: Store) -> None:
    reader.check()
    writer.check()


def test_a_wrong_password_is_denied_and_never_repeated(reader: Store) -> None:
    error = refusal(reader, password="s3cret-not-this")
    assert isinstance(error, StoreDenied)
    assert "s3cret" not in error.message + error.next_step


@pytest.mark.timeout(20)
@pytest.mark.parametrize("scheme", ["bolt", "neo4j"])
def test_nothing_listening_is_unreachable_and_names_the_address(reader: Store, nobody: str, scheme: str) -> None:
    error = refusal(reader, uri=f"{scheme}://{nobody}")
    assert isinstance(error, StoreUnreachable)
    assert f"{scheme}://{nobody}" in error.message
    assert "\n" not in error.message


@pytest.mark.timeout(20)
def test_something_that_never_answers_is_unreachable(reader: Store) -> None:
    with socket.socket() as mute:
        mute.bind(("127.0.0.1", 0))
        mute.listen()
        assert isinstance(refusal(reader, uri=f"bolt://127.0.0.1:{mute.getsockname()[1]}"), StoreUnreachable)


@pytest.mark.parametrize("uri", ["", "localhost:7687", "ftp://127.0.0.1:1", "bolt://127.0.0.1:port"])
def test_what_is_no_address_is_unreachable(reader: Store, uri: str) -> None:
    with pytest.raises(StoreUnreachable), connected(reader, uri=uri) as store:
        store.check()


@pytest.mark.timeout(20)
def test_a_connection_that_breaks_off_costs_no_answer(reader: Store) -> None:
    """A store that starts anew, or a wall on the way to it, leaves a pool of connections that lead nowhere."""
    with door(reader.connection.uri) as to_store, connected(reader, uri=to_store.uri) as store:
        store.check()
        to_store.to_cut = 1
        assert numbers(store, 1, None).rows == [{"x": 1}]
        assert to_store.to_cut < 1, "it did break off"


def test_an_unknown_database_is_told_apart_from_a_defect(reader: Store) -> None:
    assert isinstance(refusal(reader, database="no-such-database"), StoreUnreachable | StoreDenied)


def test_a_password_is_in_no_text_form(reader: Store) -> None:
    assert reader.connection.password not in repr(reader.connection)


def test_a_database_without_the_marker_is_refused_and_left_as_it_is(empty_graph: Graph) -> None:
    writer = empty_graph.writer
    require_marker(writer)
    writer.write(Statement("unmark", "MATCH (m:HuoshuiTest) DELETE m"))
    writer.write(Statement("someone", "CREATE (:School {id: 'real'})"))
    try:
        with pytest.raises(NotForTests):
            empty_graph.empty()
        assert (count(writer, "School"), count(writer, "HuoshuiTest")) == (1, 0)
    finally:
        mark_for_tests(writer)


def test_settings_of_a_store_elsewhere_make_its_connection(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path, neo4j_uri="neo4j+s://graph.example:7687", neo4j_user="reader")
    assert engines.connection(settings, write=False) == Connection(
        "neo4j+s://graph.example:7687", "reader", "", "neo4j", "neo4j", True
    )
