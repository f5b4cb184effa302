"""Statements that must not do what they try: each is refused, or cut, and the engine answers as before.

The graph's export is compared byte for byte before and after them all."""

from __future__ import annotations

import io
import random
import time
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from dataclasses import dataclass

import pytest

from graph import Settings, Store, engines
from graph.console import Console
from graph.errors import (
    AnswerTooLarge,
    GuestsNotReady,
    HuoshuiError,
    StatementInvalid,
    StatementRefused,
    StoreTimeout,
)
from graph.export import exported_links, exported_nodes
from graph.export.jsonl import JsonLines
from graph.guests.local import LocalGuests
from tests.conftest import SMALL, open_store
from tests.graph.console.conftest import MAX_BYTES, MAX_ROWS
from tests.held_graph import Graph

ROWS = "UNWIND range(1, 90000) AS a UNWIND range(1, 90000) AS b "
LIST = "UNWIND range(1, 90000) AS a WITH collect(a) AS l "
LINKS = "-->()" * 30
COUNTS = (
    "MATCH (n) RETURN count(n) AS nodes",
    "MATCH ()-[r]->() RETURN count(r) AS links",
    "MATCH (n:Smuggled) RETURN count(n) AS smuggled",
    "MATCH (n:School) WHERE n.name = 'x' RETURN count(n) AS named",
)


@dataclass(frozen=True)
class Ends:
    """How a statement ends: an error's class, or what cuts its answer; and what a refusal names."""

    how: type[HuoshuiError] | tuple[type[HuoshuiError], ...] | str
    names: str = ""


def refused(operator: str) -> Ends:
    return Ends(StatementRefused, operator)


INVALID = Ends(StatementInvalid)
TIMEOUT = Ends(StoreTimeout)
TOO_LARGE = Ends(AnswerTooLarge)
# Memory and time run out about together, and an engine that ended over it may still be starting.
TOO_MUCH = Ends((AnswerTooLarge, StoreTimeout, GuestsNotReady))

WRITES = {
    "CREATE (:Smuggled)": refused("CREATE"),
    "create (:Smuggled)": refused("CREATE"),
    "INSERT (:Smuggled)": refused("INSERT"),
    "MERGE (n:Smuggled {id: 1}) RETURN n": refused("MERGE"),
    "MATCH (n:School) SET n.name = 'x'": refused("SET"),
    "MATCH (n:School) SET n:Smuggled": refused("SET"),
    "MATCH (n:School) SET n += {name: 'x'} RETURN n": refused("SET"),
    "MATCH (n:School) REMOVE n.name": refused("REMOVE"),
    "MATCH (n:School) DELETE n": refused("DELETE"),
    "MATCH (n) DETACH DELETE n": refused("DETACH"),
    "MATCH (n) NODETACH DELETE n": refused("NODETACH"),
    "MATCH ((a)-->(b))+ DELETE [b][0]": refused("DELETE"),
    "MATCH ((a)-->(b))+ SET b.x = 1": refused("B"),
    "FOREACH (i IN [1] | CREATE (:Smuggled))": refused("FOREACH"),
    "MATCH (n:School) FOREACH (i IN [1] | SET n.x = i)": refused("FOREACH"),
    "WITH 1 AS x CREATE (:Smuggled {x: x}) RETURN x": refused("CREATE"),
    "UNWIND [1, 2] AS i MERGE (:Smuggled {i: i})": refused("MERGE"),
    "OPTIONAL MATCH (n:Nobody) CREATE (:Smuggled)": refused("CREATE"),
    "RETURN 1 AS x UNION CREATE (:Smuggled) RETURN 1 AS x": refused("CREATE"),
    "RETURN 1 AS x UNION ALL MERGE (:Smuggled) RETURN 1 AS x": refused("MERGE"),
    "MATCH (n:School) WHERE n.name = 'x' OR n.name = 'y' SET n.name = 'z'": refused("SET"),
    "MATCH (n:School) RETURN n ORDER BY n.id DESC DELETE n": refused("DELETE"),
    "MATCH (n:School) WITH * DELETE n": refused("DELETE"),
    "RETURN CASE WHEN true THEN 1 END SET x = 1": refused("SET"),
}
SUBQUERIES = {
    "CALL { CREATE (:Smuggled) } RETURN 1 AS x": refused("CREATE"),
    "CALL () { CREATE (n:Smuggled) RETURN n } RETURN n": refused("CREATE"),
    "MATCH (n) CALL (n) { SET n.x = 1 } RETURN 1 AS x": refused("SET"),
    "MATCH (n) CALL (n) { WITH n DELETE n } RETURN 1 AS x": refused("DELETE"),
    "RETURN EXISTS { CREATE (:Smuggled) } AS x": refused("CREATE"),
    "RETURN COUNT { MERGE (n:Smuggled) RETURN n } AS x": refused("MERGE"),
    "RETURN COLLECT { MATCH (n) DETACH DELETE n RETURN 1 } AS x": refused("DETACH"),
    "CALL { CREATE (:Smuggled) } IN TRANSACTIONS": refused("CREATE"),
    "MATCH (n) CALL (n) { RETURN n.id AS i } IN TRANSACTIONS RETURN i": refused("IN TRANSACTIONS"),
    "MATCH (n) CALL (n) { RETURN n.id AS i } IN 2 CONCURRENT TRANSACTIONS OF 5 ROWS RETURN i": refused(
        "IN TRANSACTIONS"
    ),
}
SCHEMA_AND_ADMINISTRATION = {
    "CREATE INDEX smuggled IF NOT EXISTS FOR (n:School) ON (n.x)": refused("CREATE"),
    "CREATE CONSTRAINT smuggled IF NOT EXISTS FOR (n:School) REQUIRE n.x IS UNIQUE": refused("CREATE"),
    "DROP INDEX smuggled IF EXISTS": refused("DROP"),
    "DROP CONSTRAINT smuggled IF EXISTS": refused("DROP"),
    "CREATE DATABASE smuggled": refused("CREATE"),
    "DROP DATABASE neo4j": refused("DROP"),
    "STOP DATABASE neo4j": refused("STOP"),
    "CREATE USER smuggler SET PASSWORD 'smuggled-in'": refused("CREATE"),
    "ALTER USER neo4j SET PASSWORD 'smuggled-in'": refused("ALTER"),
    "ALTER CURRENT USER SET PASSWORD FROM 'a' TO 'smuggled-in'": refused("ALTER"),
    "GRANT ROLE admin TO neo4j": refused("GRANT"),
    "SHOW USERS": refused("SHOW"),
    "SHOW CURRENT USER": refused("SHOW"),
    "SHOW SETTINGS": refused("SHOW"),
    "SHOW TRANSACTIONS": refused("SHOW"),
    "SHOW DATABASES YIELD name RETURN name": refused("SHOW"),
    "SHOW PROCEDURES EXECUTABLE": refused("SHOW"),
    "TERMINATE TRANSACTIONS 'neo4j-transaction-1'": refused("TERMINATE"),
    "USE system SHOW USERS": refused("USE"),
    "USE neo4j MATCH (n) RETURN n": refused("USE"),
    "CALL { USE system RETURN 1 AS x } RETURN x": refused("USE"),
    "CYPHER runtime=parallel MATCH (n) RETURN n": refused("CYPHER"),
    "CYPHER 25 CREATE (:Smuggled)": refused("CYPHER"),
    "BEGIN": refused("BEGIN"),
    "COMMIT": refused("COMMIT"),
    ":param x => 1": INVALID,
}
FILES_AND_PROCEDURES = {
    "LOAD CSV FROM 'http://127.0.0.1:1/x.csv' AS line RETURN line": refused("LOAD"),
    "LOAD CSV WITH HEADERS FROM 'file:///etc/passwd' AS line RETURN line": refused("LOAD"),
    "MATCH (n) LOAD CSV FROM 'file:///etc/passwd' AS line RETURN line": refused("LOAD"),
    "CALL { LOAD CSV FROM 'file:///etc/passwd' AS line RETURN line } RETURN line": refused("LOAD"),
    "USING PERIODIC COMMIT LOAD CSV FROM 'file:///x' AS line CREATE (:Smuggled)": refused("USING"),
    "CALL dbms.listConfig()": refused("dbms.listConfig"),
    "CALL dbms.listConfig": refused("dbms.listConfig"),
    "CALL DBMS . LISTCONFIG () YIELD name, value RETURN name, value": refused("DBMS.LISTCONFIG"),
    "CALL/**/dbms./* x */listConfig()": refused("dbms.listConfig"),
    "CALL `dbms.listConfig`()": INVALID,
    "CALL dbms.`listConfig`()": INVALID,
    "RETURN COUNT { CALL dbms.listConfig() YIELD name RETURN name } AS x": refused("dbms.listConfig"),
    "OPTIONAL CALL dbms.killConnections([]) YIELD message RETURN message": refused("dbms.killConnections"),
    "CALL db.createLabel('Smuggled')": refused("db.createLabel"),
    "CALL db.clearQueryCaches()": refused("db.clearQueryCaches"),
    "CALL tx.setMetaData({app: 'x'})": refused("tx.setMetaData"),
    "CALL apoc.load.json('http://127.0.0.1:1/') YIELD value RETURN value": refused("apoc.load.json"),
    "CALL algo.pagerank() YIELD node RETURN node": refused("algo.pagerank"),
    "RETURN file() AS x": refused("file()"),
    "RETURN `file`() AS x": refused("`file`()"),
    "RETURN apoc.util.sleep(60000) AS x": refused("apoc.util.sleep()"),
    "RETURN sql.sysdate() AS x": refused("sql.sysdate()"),
    "RETURN genai.vector.encode('x', 'OpenAI', {}) AS x": refused("genai.vector.encode()"),
    "MATCH (n) WHERE graph.byName('system') = n RETURN n": refused("graph.byname()"),
}
TRICKS = {
    "MATCH (n) /* */ DELETE /* */ n": refused("DELETE"),
    "MATCH (n) DE/**/LETE n": refused("DE"),
    "// RETURN 1\nCREATE (:Smuggled)": refused("CREATE"),
    "RETURN 1 AS x // \rCREATE (:Smuggled)": refused("CREATE"),
    "/* /* */ CREATE (:Smuggled) /* */": refused("CREATE"),
    "RETURN 1 AS x /* never closed": INVALID,
    "CREATE\u00a0(:Smuggled)": INVALID,
    "MATCH (n)\u3000DELETE n": INVALID,
    "MATCH (n) RETURN n\uff1b": INVALID,
    "\\u0043REATE (:Smuggled)": refused("\\u"),
    "RETURN '\\u0027 AS x CREATE (:Smuggled) //' AS y": refused("\\u"),
    "RETURN '\\U0027' AS x": refused("\\u"),
    "\uff23\uff32\uff25\uff21\uff34\uff25 (:Smuggled)": refused("U+FF23"),
    "MATCH (n) \u017fET n.x = 1": refused("U+017F"),
    "CRE\u200bATE (:Smuggled)": refused("U+200B"),
    "MATCH (n) RETURN n \u202e": refused("U+202E"),
    "RETURN 1 AS x \x00": refused("U+0000"),
    "RETURN 1 AS x\u2028CREATE (:Smuggled)": refused("U+2028"),
    "RETURN 'a\\' AS x": INVALID,
    "RETURN 1 AS `x``) CREATE (:Smuggled) //`": INVALID,
    "MATCH (n) WHERE n.x = 1SET n.x = 2": INVALID,
    "RETURN 'a''b' AS x": INVALID,
    "RETURN 1 AS x; CREATE (:Smuggled)": refused(";"),
    "RETURN 1 AS x; RETURN 2 AS x;": refused(";"),
    "RETURN 1 AS x;;": refused(";"),
    "EXPLAIN CREATE (:Smuggled)": refused("CREATE"),
    "EXPLAIN EXPLAIN RETURN 1 AS x": refused("EXPLAIN"),
    "PROFILE MATCH (n) RETURN n": refused("PROFILE"),
    "EXPLAIN PROFILE CREATE (:Smuggled)": refused("PROFILE"),
    "": INVALID,
    "// nothing": INVALID,
}
ENDLESS = {
    f"{ROWS}RETURN sum(a * b) AS x": TIMEOUT,
    f"{ROWS}WITH a, b WHERE a * b = -1 RETURN a": TIMEOUT,
    "MATCH (a), (b), (c) WHERE a.id + b.id = c.id RETURN count(*) AS x": TIMEOUT,
    f"RETURN COUNT {{ {ROWS}RETURN a }} AS x": TIMEOUT,
    "MATCH p = (:Region)-[*]-(:Region)-[*]-(:Region) RETURN count(p) AS x": TOO_MUCH,
    "RETURN reduce(s = 0, i IN range(1, 100000) | s + reduce(t = 0, j IN range(1, 100000) | t + 1)) AS x": refused(
        "a loop in a loop"
    ),
    "RETURN reduce(s = 0, i IN range(1, 1000000000) | s + i) AS x": refused("range()"),
    "WITH 1000000000 AS n RETURN reduce(s = 0, i IN range(1, n) | s + i) AS x": refused("range()"),
    f"{LIST}RETURN size([i IN l WHERE any(j IN l WHERE j = -i)]) AS x": refused("a loop in a loop"),
    f"{LIST}WITH l, {{p: l}} AS m RETURN size([i IN l WHERE any(j IN m.p WHERE j = -i)]) AS x": refused(
        "a loop in a loop"
    ),
    f"{LIST}RETURN size([i IN l WHERE -i IN l]) AS x": refused("IN inside a loop"),
    "MATCH (r:Region) RETURN size([(a)-[*1..9]-(r) | a.id]) AS x": refused("a pattern of any length"),
    "MATCH (r:Region) WHERE exists((r)-[*1..14]-(:Region {id: 'x'})) RETURN r": refused("exists()"),
    "RETURN 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!' =~ '(.*a){25}' AS x": refused("=~"),
    "RETURN 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!' =~ '(.*)' + '*a' AS x": refused("=~"),
    "WITH '(.*a){25}' AS r RETURN 'aaaaaaaaaaaaaaaaaaaaaaaaaaaa!' =~ r AS x": refused("=~"),
    "RETURN 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!' =~ 'a?a?a?a?a?a?a?a?aaaaaaaaaaaaa' AS x": refused("=~"),
}
HUGE = {
    f"{ROWS}RETURN a, b": Ends("rows"),
    "MATCH (a:Region), (b:Region), (c:Region) RETURN a.id, b.id, c.id": Ends("rows"),
    "UNWIND range(1, 90000) AS i RETURN i, reduce(s = '汉', j IN range(1, 9) | s + s) AS x": Ends("bytes"),
    "MATCH (a:Region) WITH collect(a) AS l UNWIND range(1, 90) AS i RETURN l[i * 10..i * 10 + 20] AS x": Ends("bytes"),
    "RETURN reduce(s = 'x', i IN range(1, 17) | s + s) AS x": TOO_LARGE,
    "RETURN reduce(s = 'x', i IN range(1, 23) | s + s) AS x": TOO_MUCH,
    "RETURN reduce(s = 'x', i IN range(1, 30) | s + s) AS x": TOO_MUCH,
    "RETURN size(reduce(s = 'x', i IN range(1, 34) | s + s)) AS x": TOO_MUCH,
    "WITH replace('xxxxxxxxxx', 'x', 'xxxxxxxxxx') AS s WITH replace(s, 'x', s) AS s WITH replace(s, 'x', s) AS s "
    "RETURN size(replace(s, 'x', s)) AS x": TOO_MUCH,
    "RETURN range(1, 100000) AS x": TOO_LARGE,
    f"{ROWS}WITH collect([a, b]) AS l RETURN size(l) AS x": TOO_MUCH,
}
DEEP = {
    f"RETURN {'(' * 900}1{')' * 900} AS x": INVALID,
    f"RETURN {'[' * 900}{']' * 900} AS x": INVALID,
    f"RETURN {'NOT ' * 900}true AS x": INVALID,
    f"RETURN {'- ' * 900}1 AS x": INVALID,
    f"MATCH (a){'-->()' * 900} RETURN a": INVALID,
    f"MATCH (a){LINKS}, (b){LINKS}, (c){LINKS} RETURN a": INVALID,
    "RETURN 1 AS x -- " + "x" * 10_000: Ends(HuoshuiError, "longer"),
    ")": INVALID,
    "RETURN (1": INVALID,
    "MATCH (n]": INVALID,
}
BEYOND_PYTHON = {
    "RETURN date('+99999-01-01') AS x": INVALID,
    "RETURN datetime('+99999-01-01T00:00:00Z') AS x": INVALID,
    f"RETURN {'[' * 150}{']' * 150} AS x": Ends((AnswerTooLarge, StatementInvalid)),
    f"RETURN {'{a: ' * 150}1{'}' * 150} AS x": Ends((AnswerTooLarge, StatementInvalid)),
    # What JSON tells in so few bytes that memory is what it takes.
    "RETURN [x IN range(1, 20000) | []] AS x": TOO_LARGE,
    f"RETURN [x IN range(1, 95000) | [{', '.join(['[]'] * 80)}]] AS x": TOO_MUCH,
}
HOSTILE: dict[str, Ends] = {
    **WRITES,
    **SUBQUERIES,
    **SCHEMA_AND_ADMINISTRATION,
    **FILES_AND_PROCEDURES,
    **TRICKS,
    **ENDLESS,
    **HUGE,
    **DEEP,
    **BEYOND_PYTHON,
}
NUMBERS = list(range(12_000))
PAST_THE_LISTS: tuple[tuple[str, dict[str, object]], ...] = (
    ("RETURN any(x IN $p WHERE any(y IN $p WHERE any(z IN $p WHERE x + y + z = -1))) AS x", {"p": NUMBERS}),
    ("RETURN " + "+".join(["'a'"] * 2400) + " AS x", {}),
    ("RETURN $text =~ '.*.*.*.*.*.*b' AS x", {"text": "a" * 30_000}),
    (f"RETURN $text =~ '{'(a|aa)' * 40}b' AS x", {"text": "a" * 60}),
    ("RETURN size(reduce(s = '', i IN range(1, 100000) | s + 'twenty letters or so')) AS x", {}),
    (
        "RETURN any(x IN $m.p WHERE any(y IN $m.p WHERE any(z IN $m.p WHERE x + y + z = -1))) AS x",
        {"m": {"p": NUMBERS}},
    ),
    ("MATCH (r:Region) WHERE (r)-[*1..14]-(:Region {id: 'x'}) RETURN r", {}),
    (
        "MATCH "
        + ", ".join(f"(a{n}:School|Region|EducationGroup)-->(b{n}:School|Region|Programme)" for n in range(12))
        + " RETURN count(*) AS x",
        {},
    ),
    ("".join(f"CALL () {{ RETURN {n} AS x{n} }} " for n in range(300)) + "RETURN x0 AS x", {}),
    (" UNION ".join(f"RETURN {n} AS x" for n in range(450)), {}),
)
"""What no list of slow shapes foresaw: plans without end, stacks that overflow, loops that never look at the clock."""


def exported(settings: Settings) -> bytes:
    file = io.BytesIO()
    with open_store(settings, write=False) as store:
        JsonLines().write(exported_nodes(store), exported_links(store), file)
    return file.getvalue()


def counted(settings: Settings) -> list[dict[str, object]]:
    """What the copy holds, counted: its engine gives a reader no more time than statements here have."""
    with open_store(settings, write=False) as store, closing(Console(store, LocalGuests(settings))) as console:
        answers_again(console)
        while console.run("RETURN 1 AS alive", client="counter").newer_version is not None:
            time.sleep(0.5)
        return [row for text in COUNTS for row in patiently(console, text)]


def patiently(console: Console, text: str) -> list[dict[str, object]]:
    """The rows of a statement that a busy machine may need more than one try for."""
    for _ in range(10):
        with suppress(GuestsNotReady, StoreTimeout):
            return console.run(text, client="counter").rows
    raise AssertionError(f"no answer to {text}")


@pytest.fixture(scope="module")
def untouched(hasty_settings: Settings, engine: str, graph: Graph) -> Iterator[None]:
    """The graph is, byte for byte, after all statements what it was before them, in the same process; its copy holds
    as much as before."""
    if engine == "neo4j":
        graph.hold(SMALL)
    before, running = exported(hasty_settings), [one for one in engines.status(hasty_settings) if one.running]
    assert before.count(b"\n") > 3_000
    held = counted(hasty_settings)
    yield
    assert exported(hasty_settings) == before
    assert counted(hasty_settings) == held
    assert [(one.pid, one.started) for one in engines.status(hasty_settings) if one.running] == [
        (one.pid, one.started) for one in running
    ]


def answers_again(console: Console) -> None:
    """Another engine is there in the place of one that was ended, and nobody has to do anything for it.

    Until it is ended, one that chokes on a statement may keep others waiting as well."""
    for _ in range(10):
        with suppress(GuestsNotReady, StoreTimeout):
            assert console.run("RETURN 1 AS alive", client="other").rows == [{"alive": 1}]
            return
    raise AssertionError("no engine answers")


def test_there_are_many() -> None:
    assert len(HOSTILE) > 60


KILLERS = [text for text, ends in HOSTILE.items() if ends is TOO_MUCH]
"""They may take an engine down, and the next statement waits for another."""


@pytest.mark.timeout(180, func_only=True)
@pytest.mark.parametrize("text", [text for text in HOSTILE if text not in KILLERS], ids=lambda text: ascii(text)[1:60])
def test_a_hostile_statement_is_refused_or_cut(console: Console, untouched: None, text: str) -> None:
    is_refused_or_cut(console, text, HOSTILE[text])


@pytest.mark.long
@pytest.mark.timeout(1800, func_only=True)
def test_what_takes_too_much_ends(console: Console, untouched: None, sized: Callable[[int, int], int]) -> None:
    for text in random.Random(14).sample(KILLERS, sized(3, len(KILLERS))):
        is_refused_or_cut(console, text, TOO_MUCH)


@pytest.mark.long
@pytest.mark.timeout(180, func_only=True)
def test_lists_in_lists_are_cut(console: Console, untouched: None, sized: Callable[[int, int], int]) -> None:
    """Made at once, and then ten times as long to send for each level."""
    levels = sized(7, 9)
    text = "WITH [1, 2] AS l " + "WITH [l, l, l, l, l, l, l, l, l, l] AS l " * levels + "RETURN l"
    is_refused_or_cut(console, text, TOO_MUCH)


@pytest.mark.long
@pytest.mark.timeout(600, func_only=True)
def test_what_no_list_foresaw_ends_and_nobody_else_notices(
    console: Console, hasty: Store, untouched: None, sized: Callable[[int, int], int]
) -> None:
    """It may give an answer, or be refused; what an engine can't stop ends with that engine, and another is there."""
    for text, parameters in PAST_THE_LISTS[: sized(2, len(PAST_THE_LISTS))]:
        with suppress(AnswerTooLarge, GuestsNotReady, StatementInvalid, StatementRefused, StoreTimeout):
            console.run(text, parameters, client="smuggler")
        hasty.check()
        answers_again(console)


def is_refused_or_cut(console: Console, text: str, ends: Ends) -> None:
    if ends.how in ("rows", "bytes"):
        answer = console.run(text, client="smuggler")
        assert (answer.truncated, answer.cut_by) == (True, ends.how)
        assert answer.cut_at == {"rows": MAX_ROWS, "bytes": MAX_BYTES}[str(answer.cut_by)]
        assert 0 < len(answer.rows) <= MAX_ROWS
    else:
        assert not isinstance(ends.how, str)
        with pytest.raises(ends.how) as raised:
            console.run(text, client="smuggler")
        assert ends.names in str(raised.value)
    answers_again(console)
