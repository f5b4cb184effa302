"""The copy that readers' statements run in: all of the graph, of the version it says, stopped with the engine."""

from __future__ import annotations

import io
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, suppress
from pathlib import Path

import pytest

from graph import Settings, Store, engines, graph_state
from graph.answers import Library
from graph.console import Console
from graph.engines.process import find
from graph.errors import AnswerTooLarge, ConsoleOff, GuestsNotReady, HuoshuiError, StoreTimeout
from graph.export import exported_links, exported_nodes
from graph.export.jsonl import JsonLines
from graph.guests import GuestCopy, guests_of, stop_guests
from graph.guests.home import Copies, GuestsHome
from graph.guests.local import LocalGuests
from graph.statement import Statement
from loaders import load_folder, unload
from tests.commands import Run
from tests.held_graph import Graph
from tests.loaders.folders import write_tables

SCHOOLS = "name,region,id,source,locator\n新校,530124,new,s,L1\n"
HELD = """MATCH (n) WHERE n.id IS NOT NULL AND NOT n:HuoshuiTest UNWIND keys(n) AS name
    RETURN name, count(*) AS nodes ORDER BY name"""
CHOKING = (
    "RETURN any(x IN $p WHERE any(y IN $p WHERE any(z IN $p WHERE x + y + z = -1))) AS x",
    {"p": list(range(12_000))},
)
"""What neither engine stops, once it runs."""
LINKED = "MATCH (a)-[r]->(b) WHERE a.id IS NOT NULL RETURN type(r) AS type, count(*) AS links ORDER BY type"


@pytest.fixture
def guests(settings: Settings, small: Library) -> LocalGuests:
    """Without a spare, which takes a Neo4j half a minute."""
    return LocalGuests(settings.model_copy(update={"guest_spare": False}))


@pytest.fixture
def sparing(settings: Settings, small: Library) -> LocalGuests:
    """With one: on both engines at full size only."""
    return LocalGuests(settings)


def copied(guests: LocalGuests, store: Store) -> GuestCopy:
    """The copy; waits for one."""
    for _ in range(10):
        with suppress(GuestsNotReady):
            return guests.copy(graph_state(store))
    return guests.copy(graph_state(store))


def with_spare(guests: LocalGuests, store: Store) -> Copies:
    """The copies, of which one stands by: an engine has to end for that while nobody makes copies without one."""
    home, engine = GuestsHome.of(store.settings), store.connection.engine
    while True:
        copy = copied(guests, store)
        is_idle = find(home.keeper.state()) is None
        found = home.copies(engine)
        # Of an engine that just ended the file still tells: the spare has its place by then.
        if found.current and found.current.token == copy.token and found.spare and home.has_spare(found):
            return found
        if is_idle and found.spare is None:
            guests.end(copy)
        time.sleep(0.2)


def export(store: Store) -> bytes:
    file = io.BytesIO()
    JsonLines().write(exported_nodes(store), exported_links(store), file)
    return file.getvalue()


@pytest.mark.timeout(180)
def test_the_copy_holds_what_the_graph_holds(guests: LocalGuests, small: Library, settings: Settings) -> None:
    copy = copied(guests, small.store)
    while copy.version != graph_state(small.store).version:
        copy = copied(guests, small.store)
        time.sleep(0.2)
    assert copy.connection.uri != small.store.connection.uri
    assert copy.connection.read_only
    with Store(copy.connection, settings) as store, closing(Console(small.store, guests)) as console:
        assert export(store) == export(small.store)
        assert graph_state(store) == graph_state(small.store)
        for text in (HELD, LINKED):
            answer = console.run(text, client="me")
            with closing(Console(small.store)) as on_the_graph:
                assert answer.rows == on_the_graph.run(text, client="me").rows
            assert (answer.graph_version, answer.newer_version) == (copy.version, None)


@pytest.mark.timeout(240)
@pytest.mark.engines_by_size
def test_after_a_load_the_old_copy_answers_until_the_new_one_takes_over(
    guests: LocalGuests, small: Library, graph: Graph, tmp_path: Path
) -> None:
    later = tmp_path / "later"
    later.mkdir()
    (later / "sources.csv").write_text("id,title\ns,A source\n", "utf-8")
    (later / "schools.csv").write_text(SCHOOLS, "utf-8")
    known = "MATCH (s:School {id: 'new'}) RETURN count(s) AS n"
    with closing(Console(small.store, guests)) as console:
        old = copied(guests, small.store)
        load_folder(graph.writer, later)
        try:
            now = graph_state(small.store).version
            answer = console.run(known, client="me")
            assert (answer.graph_version, answer.newer_version) == (old.version, now)
            assert answer.rows == [{"n": 0}]
            while (answer := console.run(known, client="me")).newer_version is not None:
                assert answer.rows == [{"n": 0}]
                time.sleep(0.2)
            assert (answer.graph_version, answer.rows) == (now, [{"n": 1}])
        finally:
            unload(graph.writer, "later")
            graph.changed()


@pytest.mark.timeout(240)
def test_an_engine_that_was_killed_is_back_with_the_same_copy(guests: LocalGuests, small: Library) -> None:
    copy = copied(guests, small.store)
    guests.end(copy)
    again = copied(guests, small.store)
    assert again.token != copy.token
    with closing(Console(small.store, guests)) as console:
        assert console.run("RETURN 1 AS x", client="me").rows == [{"x": 1}]


@pytest.mark.long
@pytest.mark.timeout(600)
@pytest.mark.engines_by_size
def test_from_then_on_a_spare_takes_its_place(
    sparing: LocalGuests, small: Library, sized: Callable[[int, int], int]
) -> None:
    sized(1, 1)
    held = with_spare(sparing, small.store)
    current, spare = copied(sparing, small.store), held.spare
    assert spare
    with closing(Console(small.store, sparing)) as console:
        console.run("RETURN 1 AS x", client="me")
        sparing.end(current)
        assert sparing.copy(graph_state(small.store)).token == spare.token, "it takes the other's place at once"
        answer = console.run(HELD, client="me")
        with closing(Console(small.store)) as on_the_graph:
            assert answer.rows == on_the_graph.run(HELD, client="me").rows
    after = with_spare(sparing, small.store)
    assert {one.folder for one in after.kept} == {one.folder for one in held.kept}, "the one that ended stands by"


@pytest.mark.long
@pytest.mark.timeout(600)
@pytest.mark.engines_by_size
def test_who_waits_behind_a_statement_that_cannot_be_stopped_gets_an_answer(
    sparing: LocalGuests, small: Library, settings: Settings, sized: Callable[[int, int], int]
) -> None:
    sized(1, 1)
    hasty = settings.model_copy(update={"console_timeout_s": 4.0})
    with_spare(sparing, small.store)
    copy = copied(sparing, small.store)
    with Store(small.store.connection, hasty) as store, closing(Console(store, sparing)) as console:
        console.run("RETURN 1 AS x", client="me")
        with ThreadPoolExecutor(3) as pool:
            choking = pool.submit(console.run, *CHOKING, client="smuggler")
            time.sleep(1)  # until it runs
            asked = 0
            while not choking.done() or copied(sparing, small.store) == copy:
                others = [pool.submit(console.run, "RETURN 1 AS x", client="other") for _ in range(2)]
                assert [bool(one.result().rows) for one in others] == [True, True]
                asked += 1
            assert isinstance(choking.exception(), StoreTimeout | AnswerTooLarge)
        assert asked


@pytest.mark.timeout(360)
def test_a_guests_statement_does_nothing_to_a_load(
    guests: LocalGuests, small: Library, huoshui: Run, graph: Graph, settings: Settings, tmp_path: Path
) -> None:
    copied(guests, small.store)
    running = [(one.pid, one.started) for one in engines.status(settings) if one.running]
    later = write_tables(tmp_path / "beside", sources="id,title\ns,A source\n", schools=many_schools(3_000))
    with closing(Console(small.store, guests)) as console, ThreadPoolExecutor(2) as pool:
        load = pool.submit(huoshui, "load", str(later))
        try:
            ended: list[HuoshuiError] = []
            while not load.done() or not ended:
                try:
                    console.run(*CHOKING, client="smuggler")
                except (AnswerTooLarge, GuestsNotReady, StoreTimeout) as error:
                    ended.append(error)
            done = load.result()
            assert (done.returncode, "3,001 nodes" in done.stdout) == (0, True), done.stdout + done.stderr
            assert graph_state(small.store).complete
            count = Statement("count", "MATCH (s:School) WHERE s.id STARTS WITH 'beside' RETURN count(s) AS n")
            assert small.store.read_all(count) == [{"n": 3_000}]
        finally:
            unload(graph.writer, "beside")
            graph.changed()
    assert [(one.pid, one.started) for one in engines.status(settings) if one.running] == running


def many_schools(count: int) -> str:
    rows = (f"第{n}小学,530124,beside-{n},s,L{n}\n" for n in range(count))
    return "name,region,id,source,locator\n" + "".join(rows)


@pytest.fixture
def elsewhere() -> Callable[..., Settings]:
    return lambda **more: Settings(neo4j_uri="bolt://127.0.0.1:1", **more)


def test_elsewhere_the_operator_names_a_copy(elsewhere: Callable[..., Settings]) -> None:
    with pytest.raises(ConsoleOff) as raised:
        guests_of(elsewhere())
    assert "HUOSHUI_GUEST_URI" in raised.value.next_step
    with closing(guests_of(elsewhere(guest_uri="bolt://127.0.0.1:2"))) as named:
        assert not isinstance(named, LocalGuests)


@pytest.mark.timeout(240)
def test_down_stops_the_guests_too(guests: LocalGuests, small: Library, settings: Settings) -> None:
    """The last of this file: what asks next has the engine started again."""
    copied(guests, small.store)
    assert stop_guests(settings)
    assert not [state for _, state in GuestsHome.of(settings).states() if find(state)]
    assert engines.connection(settings, write=False) == small.store.connection
