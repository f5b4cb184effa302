"""cypher and connect: statements from a shell. Most run on the graph itself; test_every_verb has a copy."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from typer.testing import CliRunner, Result

from app.cli.connect import how
from app.cli.console import err, out
from app.cli.cypher import parameter_values
from app.cli.verbs import app
from graph import Settings
from graph.answers import Library
from graph.engines import Connection
from graph.errors import BadParameter, ConsoleOff, InputNotFound, StatementRefused
from tests.commands import Run
from tests.conftest import store_environment
from tests.guests import OnTheGraphItself

NAMES = "MATCH (s:School) WHERE s.id IN $ids RETURN s.id AS id, s.name AS name ORDER BY id"
IDS = 'ids:=["a1", "b1"]'


@pytest.fixture
def run(small: Library, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    """The verb over tests/data/small, in this process; errors are raised as they are."""
    monkeypatch.setattr("graph.guests.guests_of", lambda given, **_: OnTheGraphItself(given))
    for name, value in store_environment(settings).items():
        monkeypatch.setenv(name, value)

    for console in (out, err):
        # They read COLUMNS when they are made, which an earlier test of this process may have had them be.
        monkeypatch.setattr(console, "_width", 200)

    def run(*args: str, stdin: str | bytes = "") -> Result:
        done = CliRunner().invoke(app, ["cypher", *args], input=stdin)
        if isinstance(done.exception, Exception):
            raise done.exception
        return done

    return run


def held(small: Library, *ids: str) -> list[dict[str, Any]]:
    return [{"id": id_, "name": small.ask("school", {"id": id_}).rows[0]["name"]} for id_ in ids]


def test_json_holds_rows_and_receipt(run: Callable[..., Result], small: Library) -> None:
    body = json.loads(run(NAMES, "-p", IDS, "--format", "json").stdout)
    assert body["rows"] == held(small, "a1", "b1")
    assert body["columns"] == ["id", "name"]
    assert body["receipt"]["row_count"] == 2
    assert body["receipt"]["graph_complete"] is True
    assert "plan" not in body


@pytest.mark.parametrize("how_given", ["argument", "file", "dash", "nothing", "marked"])
def test_a_statement_is_an_argument_a_file_or_standard_input(
    run: Callable[..., Result], small: Library, tmp_path: Path, how_given: str
) -> None:
    file = tmp_path / "names.cypher"
    file.write_text(f"// two names\n{NAMES}", "utf-8")
    words = {"argument": [NAMES], "file": ["-f", str(file)], "dash": ["-"]}.get(how_given, [])
    marked = "\ufeff" if how_given == "marked" else ""
    done = run(*words, "-p", IDS, "--format", "csv", stdin=marked + NAMES)
    assert list(csv.DictReader(io.StringIO(done.stdout))) == held(small, "a1", "b1")


def test_a_table_shows_nodes_in_a_few_words_and_the_receipt_in_a_line(
    run: Callable[..., Result], small: Library
) -> None:
    text = (
        "MATCH p = (s:School {id: 'a1'})-[m:MEMBER_OF]->(g) RETURN s, m, {n: [1, s.id]} AS map, [s] AS list, p LIMIT 1"
    )
    done = run(text, "--receipt")
    name = held(small, "a1")[0]["name"]
    for shown in (f"School {name} a1)", "(a1)-[:MEMBER_OF]->(", '{"n": [1, "a1"]}', "1 rows; graph "):
        assert shown in done.stdout
    assert "properties" not in done.stdout
    assert '"row_count": 1' in done.stderr


def test_a_parquet_file_has_types(run: Callable[..., Result], tmp_path: Path) -> None:
    file = tmp_path / "rows.parquet"
    done = run("UNWIND [1, 2] AS n RETURN n, toString(n) AS text", "--format", "parquet", "-o", str(file))
    assert f"Written to {file}" in done.stderr
    assert pl.read_parquet(file).to_dicts() == [{"n": 1, "text": "1"}, {"n": 2, "text": "2"}]


def test_explain_shows_the_plan_and_runs_nothing(run: Callable[..., Result]) -> None:
    assert "School" in run("EXPLAIN MATCH (s:School) RETURN s").stdout
    body = json.loads(run("EXPLAIN MATCH (s:School) RETURN s", "--format", "json").stdout)
    assert body["rows"] == []
    assert body["plan"]["children"]


def test_what_is_cut_says_so(run: Callable[..., Result], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HUOSHUI_CONSOLE_MAX_ROWS", "3")
    done = run("UNWIND range(1, 9) AS n RETURN n", "--format", "csv")
    assert done.stdout.split() == ["n", "1", "2", "3"]
    assert "Cut at 3 rows: there is more" in done.stderr


def test_it_has_the_bounds_of_the_console(run: Callable[..., Result], monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(StatementRefused, match="CREATE"):
        run("CREATE (:Smuggled)")
    monkeypatch.setenv("HUOSHUI_CONSOLE", "false")
    with pytest.raises(ConsoleOff):
        run("RETURN 1 AS x")


@pytest.mark.parametrize(
    ("args", "code", "told"),
    [
        (("RETURN 1 AS x", "-f", "x.cypher"), 2, "give one of the two"),
        (("-f", "nowhere.cypher"), 2, "nowhere.cypher can't be read"),
        (("RETURN $n AS n", "-p", "n:=five"), 2, "For a text write n=TEXT"),
        (("RETURN $n AS n", "-p", "n"), 2, "'n' is not NAME=VALUE"),
        (("RETURN 1 AS x", "--format", "dot"), 2, "'dot' is none of table|json|csv"),
        (("RETURN 1 AS x",), 2, "HUOSHUI_GUEST_URI"),
    ],
)
def test_wrong_use_says_what_and_what_next(homeless: Run, args: tuple[str, ...], code: int, told: str) -> None:
    done = homeless("cypher", *args, NEO4J_URI="bolt://127.0.0.1:1")
    assert done.returncode == code
    assert told in done.stderr


def test_text_stays_text_and_json_is_asked_for() -> None:
    given = ["region=530124", "n:=5", "note=a=b", "odd:=[1, null]"]
    assert parameter_values(given) == {"region": "530124", "n": 5, "note": "a=b", "odd": [1, None]}
    with pytest.raises(BadParameter):
        parameter_values(["deep:=" + "[" * 100_000])


def test_what_is_no_text_is_told(run: Callable[..., Result], tmp_path: Path) -> None:
    with pytest.raises(BadParameter, match="UTF-8"):
        run(stdin="RETURN '汉' AS x".encode("gb18030"))
    with pytest.raises(InputNotFound, match="can't be read"):
        run("-f", str(tmp_path))


def test_connect_names_no_browser_that_cannot_and_quotes_for_a_shell() -> None:
    to = Connection("bolt://127.0.0.1:7", "neo4j", "a'b", "huoshui", "arcadedb", read_only=True)
    shown = how(to, "It ends.")
    assert """NEO4J_PASSWORD='a'"'"'b'""" in shown
    assert "It speaks to Neo4j alone" in shown
    assert ":use huoshui" in how(Connection("x", "y", "z", "huoshui", "neo4j", read_only=True), "")


def test_connect_is_off_where_no_copy_is_named(homeless: Run) -> None:
    done = homeless("connect", NEO4J_URI="bolt://127.0.0.1:1")
    assert done.returncode == 2
    assert "HUOSHUI_GUEST_URI" in done.stderr
