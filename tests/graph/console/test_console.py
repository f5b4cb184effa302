"""The console as its callers see it: what an answer holds, what cuts it, and how it fails."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from multiprocessing import Pipe
from typing import Any

import pytest

from graph import Settings, Store, Subgraph
from graph.answers import Library
from graph.console import Console
from graph.console.console import MOST_OUTLIVING
from graph.errors import (
    AnswerTooLarge,
    BadParameter,
    ConsoleOff,
    HuoshuiError,
    StatementInvalid,
    StatementRefused,
    StoreDenied,
    StoreTimeout,
    TooManyRunning,
)
from tests.conftest import open_store

ENDLESS = "UNWIND range(1, 90000) AS a UNWIND range(1, 90000) AS b RETURN sum(a * b) AS x"


@contextmanager
def console_with(settings: Settings, **changes: Any) -> Iterator[Console]:
    with open_store(settings.model_copy(update=changes), write=False) as store, closing(Console(store)) as console:
        yield console


def test_an_answer_says_of_which_graph_it_is(small: Library, on_small: Console) -> None:
    asked = small.ask("school", {"id": "a1"})
    answer = on_small.run("MATCH (s:School {id: $id}) RETURN s.name AS name", {"id": "a1"}, client="me")
    assert answer.rows == [{"name": asked.rows[0]["name"]}]
    assert answer.columns == ("name",)
    assert (answer.truncated, answer.cut_by, answer.cut_at, answer.network) == (False, None, None, None)
    assert (answer.graph_version, answer.graph_complete) == (asked.receipt.graph_version, asked.receipt.graph_complete)
    assert answer.engine == small.store.connection.engine
    assert answer.elapsed_ms > 0


def test_the_revision_tells_one_wording_from_another(on_small: Console) -> None:
    one, same, other = (
        on_small.run(text, client="me") for text in ("RETURN 1 AS x", "RETURN 1 AS x", "RETURN 1  AS x")
    )
    assert one.revision == same.revision != other.revision


def test_nodes_links_and_paths_are_plain(on_small: Console) -> None:
    text = "MATCH p = (s:School {id: 'a1'})-[m:MEMBER_OF]->(g:EducationGroup) RETURN s, m, g, p LIMIT 1"
    (row,) = on_small.run(text, client="me").rows
    assert row["s"]["id"] == "a1"
    assert "School" in row["s"]["labels"]
    assert row["m"]["type"] == "MEMBER_OF"
    assert row["m"]["key"] == row["m"]["properties"]["key"]
    assert (row["m"]["from"], row["m"]["to"]) == ("a1", row["g"]["id"])
    assert row["p"] == [row["s"], row["m"], row["g"]]
    assert json.loads(json.dumps(row)) == row


def test_a_link_alone_names_its_ends_and_can_be_drawn(small: Library, on_small: Console) -> None:
    answer = on_small.run("MATCH (:School)-[m:LEADS]->() RETURN m ORDER BY m.key", client="me")
    stored = small.store.read_all(small.catalogue["group_centrality"].statement, {"as_of": None})
    known = {link["key"]: (link["start"], link["end"]) for link in stored}
    assert answer.rows
    assert all((row["m"]["from"], row["m"]["to"]) == known[row["m"]["key"]] for row in answer.rows)
    view = answer.network
    assert isinstance(view, Subgraph)
    assert [link.key for link in view.links] == [row["m"]["key"] for row in answer.rows]
    assert {link.start for link in view.links} | {link.end for link in view.links} == {node.id for node in view.nodes}
    assert {node.label for node in view.nodes} == {"School", "EducationGroup"}
    assert view.to_networkx().number_of_edges() == len(view.links)


def test_only_what_is_in_the_rows_is_drawn(on_small: Console) -> None:
    view = on_small.run("MATCH (s:School) RETURN collect(s) AS schools", client="me").network
    assert view is not None
    assert [node.id for node in view.nodes] == sorted(node.id for node in view.nodes)
    assert not view.links


def test_times_and_numbers_that_json_lacks_are_text(on_small: Console) -> None:
    text = """RETURN date('2025-09-01') AS day, datetime('2025-09-01T08:00:00Z') AS moment, duration('P1Y2M') AS span,
        1.0 / 0.0 AS endless, point({longitude: 102.5, latitude: 25.0}) AS place, {a: [1, null, true]} AS map"""
    (row,) = on_small.run(text, client="me").rows
    assert row["day"] == "2025-09-01"
    assert row["moment"].startswith("2025-09-01T08:00:00")
    assert row["span"] == "P1Y2M"
    assert row["endless"] == "inf"
    assert row["place"] == {"srid": 4326, "coordinates": [102.5, 25.0]}
    assert row["map"] == {"a": [1, None, True]}
    json.dumps(row, allow_nan=False)


def test_rows_are_cut_at_their_limit_and_not_before(settings: Settings, small: Library) -> None:
    with console_with(settings, console_max_rows=5) as console:
        exact, cut = (console.run(f"UNWIND range(1, {n}) AS x RETURN x", client="me") for n in (5, 6))
    assert (len(exact.rows), exact.truncated, exact.cut_by) == (5, False, None)
    assert (len(cut.rows), cut.truncated, cut.cut_by, cut.cut_at) == (5, True, "rows", 5)


def test_bytes_are_cut_at_their_limit_and_leave_what_came_before(settings: Settings, small: Library) -> None:
    """Ten rows of 2,000 characters, of 3 bytes each: one of them fits into 10,000 bytes."""
    with console_with(settings, console_max_bytes=10_000) as console:
        answer = console.run("UNWIND range(1, 10) AS x RETURN x, $text AS text", {"text": "汉" * 2_000}, client="me")
    assert (answer.truncated, answer.cut_by, answer.cut_at) == (True, "bytes", 10_000)
    assert [row["x"] for row in answer.rows] == [1]


def test_one_row_over_the_bytes_is_too_large(settings: Settings, small: Library) -> None:
    with console_with(settings, console_max_bytes=10_000) as console:
        for size in (4_000, 90_000):  # over the limit of JSON, and over that of the wire
            text = "RETURN [x IN range(1, $n) | 'xyz'] AS x"
            with pytest.raises(AnswerTooLarge) as raised:
                console.run(text, {"n": size}, client="me")
            assert raised.value.status == 422
        assert console.run("RETURN 1 AS x", client="me").rows == [{"x": 1}]


def test_explain_gives_the_plan_and_runs_nothing(on_small: Console) -> None:
    text = """MATCH (s:School)-[:MEMBER_OF]->(g:EducationGroup) WHERE s.students > 10
        RETURN g.name AS name, count(s) AS n ORDER BY n"""
    answer = on_small.run(f"EXPLAIN {text}", client="me")
    assert (answer.rows, answer.columns, answer.truncated) == ([], (), False)
    assert answer.plan == on_small.explain(text) == on_small.explain(f"explain {text}")
    operators = list(answer.plan.operators())
    assert len(operators) > 3
    assert any(operator.estimated_rows is not None for operator in operators)
    assert answer.plan.as_dict()["children"]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("MATCH (n:School)\nRETURN n.name AS name,\n       nothing", (3, 8)),
        ("MATCH (n:School) RETURN n.name AS name LIMIT 'x' + ", (1, None)),
        ("// why\n/* and */ RETURN 1 +", (2, None)),
    ],
)
def test_a_statement_that_does_not_compile_says_where(
    on_small: Console, engine: str, text: str, place: tuple[int, int | None]
) -> None:
    with pytest.raises(StatementInvalid) as raised:
        on_small.run(text, client="me")
    assert (raised.value.status, raised.value.parameter) == (422, "statement")
    if raised.value.position is None:
        assert engine == "arcadedb"  # which names no place for what is spelled well and means nothing
    else:
        assert raised.value.position[0] == place[0]
        assert place[1] in (None, raised.value.position[1])
    assert "EXPLAIN" not in raised.value.message


@pytest.mark.parametrize("text", ["RETURN 1 / 0 AS x", "RETURN toInteger([1]) AS x", "RETURN date('2025-13-01') AS x"])
def test_a_statement_that_fails_on_its_values_is_the_readers_to_mend(on_small: Console, text: str) -> None:
    with pytest.raises(StatementInvalid) as raised:
        on_small.run(text, client="me")
    assert len(raised.value.message) > len("statement: ")


def test_a_refusal_names_the_operator_and_the_place(on_small: Console) -> None:
    with pytest.raises(StatementRefused) as raised:
        on_small.run("MATCH (n)\nDELETE n", client="me")
    assert (raised.value.status, raised.value.operator, raised.value.position) == (403, "DELETE", (2, 1))


def test_a_parameter_without_a_value_is_named(on_small: Console) -> None:
    with pytest.raises(BadParameter) as raised:
        on_small.run("RETURN $here AS x, $`gone` AS y", {"here": 1}, client="me")
    assert raised.value.parameter == "gone"


def test_it_can_be_switched_off(settings: Settings, small: Library) -> None:
    with console_with(settings, console=False) as console:
        for call in (lambda: console.run("RETURN 1 AS x", client="me"), lambda: console.explain("RETURN 1 AS x")):
            with pytest.raises(ConsoleOff) as raised:
                call()
            assert raised.value.status == 403


def test_a_store_that_could_write_gets_no_console(writer: Store) -> None:
    with pytest.raises(StoreDenied):
        Console(writer)


@pytest.mark.timeout(60, func_only=True)
def test_a_client_has_two_places_and_gets_them_back(hasty: Store) -> None:
    """Two endless statements fill the places of one client and of no other; once they are stopped, they are free."""
    with closing(Console(hasty)) as console:
        fill_the_places(console)


def fill_the_places(console: Console) -> None:
    ended: list[HuoshuiError] = []

    def run() -> None:
        try:
            console.run(ENDLESS, client="busy")
        except HuoshuiError as error:
            ended.append(error)

    threads = [threading.Thread(target=run) for _ in range(2)]
    for thread in threads:
        thread.start()
    while console._slots._running["busy"] < 2:
        time.sleep(0.01)
    with pytest.raises(TooManyRunning) as raised:
        console.run("RETURN 1 AS x", client="busy")
    assert raised.value.status == 429
    assert console.run("RETURN 1 AS x", client="other").rows == [{"x": 1}]
    for thread in threads:
        thread.join()
    assert [type(error) for error in ended] == [StoreTimeout, StoreTimeout]
    assert console.run("RETURN 1 AS x", client="busy").rows == [{"x": 1}]


@pytest.mark.parametrize(
    "text", ["RETURN 1 /", "CREATE (:Smuggled)", "RETURN 1 / 0 AS x", "RETURN range(1, 90000) AS x"]
)
def test_a_place_comes_back_from_every_failure(settings: Settings, small: Library, text: str) -> None:
    with console_with(settings, console_max_bytes=10_000) as console:
        for _ in range(4):
            with pytest.raises((StatementInvalid, StatementRefused, AnswerTooLarge)):
                console.run(text, client="me")
        assert console.run("RETURN 1 AS x", client="me").rows == [{"x": 1}]


def test_statements_that_cannot_be_stopped_shut_the_console(settings: Settings, small: Library) -> None:
    """Where the engine isn't ours to end."""
    with console_with(settings) as console:
        ends = [end for _ in range(MOST_OUTLIVING) for end in Pipe()[:1]]
        console._workers._outliving.update(ends)
        with pytest.raises(TooManyRunning) as raised:
            console.run("RETURN 1 AS x", client="me")
        assert "HUOSHUI_GUEST_URI" in raised.value.next_step
        console._workers._outliving.clear()
        assert console.run("RETURN 1 AS x", client="me").rows == [{"x": 1}]
