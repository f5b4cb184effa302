from __future__ import annotations

import json
import stat
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import psutil
import pytest
from neo4j import Driver
from neo4j.exceptions import AuthError, ClientError, DriverError, Neo4jError

from graph import engines
from graph.engines import arcadedb
from graph.engines.home import EngineHome
from graph.engines.process import PROJECT_ROOT, find, stop_process
from graph.settings import Settings

from .conftest import MakeSettings, driver, kill_9, listening, quiet

DATABASE = "huoshui"
MAKE = "UNWIND $rows AS row MERGE (n:School {id: row.id}) SET n += row"
LINK = (
    "UNWIND $rows AS row MATCH (a:School {id: row.a}) MATCH (b:School {id: row.b}) MERGE (a)-[r:AIDS {key: row.a}]->(b)"
)


def write(session_driver: Driver, statement: str, **parameters: Any) -> None:
    with session_driver.session(database=DATABASE) as session:
        session.execute_write(lambda tx: tx.run(statement, **parameters).consume())


def count(session_driver: Driver, label: str = "School") -> int:
    found = session_driver.execute_query(f"MATCH (n:{label}) RETURN count(n) AS n", database_=DATABASE)
    return int(found.records[0]["n"])


@pytest.fixture(scope="module")
def loaded(arcadedb: Settings) -> Settings:
    """10,000 schools and 10,000 links, in batches as the loader writes them."""
    with driver(engines.connection(arcadedb, write=True)) as admin:
        for statement in (
            "CREATE CONSTRAINT school IF NOT EXISTS FOR (n:School) REQUIRE n.id IS UNIQUE",
            "CREATE CONSTRAINT aids IF NOT EXISTS FOR ()-[r:AIDS]-() REQUIRE r.key IS UNIQUE",
        ):
            admin.execute_query(statement, database_=DATABASE)
        for start in range(0, 10_000, 2_000):
            rows = [{"id": f"s{i}", "name": f"学校{i}", "students": i} for i in range(start, start + 2_000)]
            write(admin, MAKE, rows=rows)
        for start in range(0, 10_000, 2_000):
            ends = [{"a": f"s{i}", "b": f"s{(i + 1) % 10_000}"} for i in range(start, start + 2_000)]
            write(admin, LINK, rows=ends)
    return arcadedb


def test_only_loopback_listens(arcadedb: Settings) -> None:
    (running,) = [each for each in engines.status(arcadedb) if each.running]
    assert running.pid
    assert listening(running.pid) == {"127.0.0.1"}


def test_no_password_on_a_command_line_or_in_a_log(arcadedb: Settings) -> None:
    home = EngineHome.of(arcadedb.home, "arcadedb")
    passwords = home.passwords()
    assert passwords
    (running,) = engines.status(arcadedb)
    shown = " ".join(psutil.Process(running.pid).cmdline()) + str(psutil.Process(running.pid).environ())
    for path in home.root.rglob("*"):
        if path.is_file() and path.name != "passwords.json":
            shown += path.read_text("utf-8", errors="replace")
    assert passwords.admin not in shown
    assert passwords.reader not in shown


def test_every_file_is_closed_to_other_users(arcadedb: Settings) -> None:
    for path in arcadedb.home.rglob("*"):
        assert stat.S_IMODE(path.stat().st_mode) & 0o077 == 0, path


def test_memory_stays_under_800_mb_with_10_000_schools(loaded: Settings) -> None:
    (running,) = engines.status(loaded)
    assert running.memory_mb
    assert running.memory_mb < 800


def test_a_reader_counts_everything(loaded: Settings) -> None:
    """A result limit in the reader's group would silently end the scan and make this smaller."""
    with driver(engines.connection(loaded, write=False)) as reader:
        found = reader.execute_query(
            "MATCH (a:School)-[:AIDS]->(b:School) WHERE b.students >= 0 RETURN count(*) AS n", database_=DATABASE
        )
        assert found.records[0]["n"] == 10_000
        assert count(reader) == 10_000


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE (:School {id: 'x'})",
        "CREATE (:NewLabel {id: 'x'})",
        "MERGE (:School {id: 'x'})",
        "MATCH (n:School {id: 's1'}) SET n.name = 'x'",
        "MATCH (n:School {id: 's1'}) SET n:Other",
        "MATCH (n:School {id: 's1'}) REMOVE n.name",
        "MATCH (n:School {id: 's1'}) DETACH DELETE n",
        "MATCH (a:School {id: 's1'}), (b:School {id: 's2'}) CREATE (a)-[:AIDS {key: 'x'}]->(b)",
        "CREATE CONSTRAINT c IF NOT EXISTS FOR (n:School) REQUIRE n.name IS UNIQUE",
        "CREATE INDEX i IF NOT EXISTS FOR (n:School) ON (n.name)",
        "DROP CONSTRAINT school",
        "CREATE USER x SET PASSWORD 'xxxxxxxx'",
        "LOAD CSV FROM 'file:///etc/hostname' AS line RETURN line",
        "LOAD CSV FROM '/etc/hostname' AS line RETURN line",
        "LOAD CSV FROM 'http://127.0.0.1:9/' AS line RETURN line",
    ],
)
def test_a_reader_cannot_write_or_change_or_import(loaded: Settings, statement: str) -> None:
    with driver(engines.connection(loaded, write=False)) as reader:
        with pytest.raises(ClientError) as caught:
            reader.execute_query(statement, database_=DATABASE)
        assert caught.value.code == "Neo.ClientError.Security.Forbidden"
        assert count(reader) == 10_000


@pytest.mark.parametrize("url", ["file:///etc/hostname", "http://127.0.0.1:9/"])
def test_not_even_the_writer_can_load_csv(arcadedb: Settings, url: str) -> None:
    with driver(engines.connection(arcadedb, write=True)) as admin, pytest.raises(ClientError, match="disabled"):
        admin.execute_query(f"LOAD CSV FROM '{url}' AS line RETURN line", database_=DATABASE)


@pytest.mark.parametrize(
    "statement",
    [
        "MATCH (a:School), (b:School) WHERE a.students + b.students = -1 RETURN count(*)",
        "MATCH p = (:School {id: 's1'})-[:AIDS*1..10000]-(:School) RETURN sum(length(p))",
        "MATCH p = (:School {id: 's1'})-[:AIDS]-{1,10000}(:School) RETURN sum(length(p))",
        "UNWIND range(1, 100000) AS i UNWIND range(1, 100000) AS j WITH i * j AS k WHERE k < 0 RETURN count(k)",
    ],
)
def test_a_readers_long_statement_is_stopped(loaded: Settings, statement: str) -> None:
    """A scan by the group's readTimeout, paths by our own watch: left alone they run for five minutes."""
    started = time.monotonic()
    with driver(engines.connection(loaded, write=False)) as reader:
        with pytest.raises(ClientError) as caught:
            reader.execute_query(statement, database_=DATABASE)
        assert caught.value.code in {
            "Neo.ClientError.Transaction.TransactionTimedOut",
            "Neo.ClientError.Transaction.Terminated",
        }
    assert time.monotonic() - started < 10


@pytest.mark.parametrize(
    "statement",
    [
        "RETURN reduce(s = 0, i IN range(1, 100000) | s + reduce(t = 0, j IN range(1, 100000) | (t + j) % 7)) AS x",
        "WITH [1, 2] AS l " + "WITH [l, l, l, l, l, l, l, l, l, l] AS l " * 9 + "RETURN l",
    ],
    ids=["never-looks-up", "fills-the-heap"],
)
def test_what_cannot_be_stopped_ends_an_engine_of_guests_alone(make_settings: MakeSettings, statement: str) -> None:
    """The graph's own engine goes on, whatever a reader's statement does, and what was committed with it."""
    made = make_settings(read_timeout_s=1.0)
    engines.start(made, "arcadedb", report=quiet)
    with driver(engines.connection(made, write=True)) as writer:
        write(writer, "MERGE (:School {id: 'a1'})")
    own = EngineHome.of(made.home, "arcadedb").state()
    home = EngineHome(made.home / "guests-of-a-test")
    guests = arcadedb.start(made, home, quiet, for_guests=True)
    passwords = home.passwords()
    assert passwords
    with (
        driver(arcadedb.connection(guests, passwords, write=False)) as reader,
        reader.session(database=DATABASE) as session,
        pytest.raises((DriverError, Neo4jError)),
    ):
        session.run(statement).consume()
    if statement.startswith("RETURN"):
        assert find(guests) is None
    elif find(guests) is not None:  # the heap may have been full before the time was over: then the statement failed
        stop_process(home, guests, quiet)
    assert EngineHome.of(made.home, "arcadedb").state() == own
    with driver(engines.connection(made, write=False)) as reader:
        assert count(reader) == 1
    engines.stop(made, report=quiet)


def test_a_writers_long_statement_may_take_its_time(loaded: Settings) -> None:
    statement = "MATCH (a:School), (b:School) WHERE a.students < 400 AND a.students + b.students = -1 RETURN count(*)"
    with driver(engines.connection(loaded, write=True)) as admin:
        assert admin.execute_query(statement, database_=DATABASE).records[0][0] == 0


def test_a_typing_error_is_explained(arcadedb: Settings) -> None:
    with driver(engines.connection(arcadedb, write=False)) as reader, pytest.raises(ClientError, match="line 1:"):
        reader.execute_query("MATCH (n RETURN n", database_=DATABASE)


def test_a_wrong_password_is_refused(arcadedb: Settings) -> None:
    connection = engines.connection(arcadedb, write=False)
    assert connection
    wrong = type(connection)(connection.uri, connection.user, "wrong", connection.database, "arcadedb", read_only=True)
    with driver(wrong) as stranger, pytest.raises(AuthError):
        stranger.execute_query("RETURN 1", database_=DATABASE)


def test_no_committed_row_is_lost_when_killed(settings: Settings) -> None:
    """Three transactions committed, a fourth open, kill -9: the next start has the three and none of the fourth."""
    started = engines.start(settings, report=quiet)
    assert started.pid
    connection = engines.connection(settings, write=True)
    assert connection
    with driver(connection) as admin:
        admin.execute_query(
            "CREATE CONSTRAINT school IF NOT EXISTS FOR (n:School) REQUIRE n.id IS UNIQUE", database_=DATABASE
        )
        for batch in range(3):
            write(admin, MAKE, rows=[{"id": f"{batch}-{i}", "name": "校"} for i in range(1_000)])
        with admin.session(database=DATABASE) as session:
            open_one = session.begin_transaction()
            open_one.run(MAKE, rows=[{"id": f"open-{i}"} for i in range(100)]).consume()
            kill_9(started.pid)
            with pytest.raises((DriverError, Neo4jError, OSError)):
                open_one.commit()
    (left,) = engines.status(settings)
    assert (left.running, left.stale) == (False, True)
    assert engines.connection(settings, write=False) is None

    again = engines.start(settings, report=quiet)
    assert again.pid != started.pid
    kept = engines.connection(settings, write=True)
    assert kept
    assert kept.password == connection.password
    with driver(engines.connection(settings, write=False)) as reader:
        assert count(reader) == 3_000
    assert engines.stop(settings, report=quiet) is True


def test_it_needs_no_java_no_locale_and_no_home_of_its_own(tmp_path: Path) -> None:
    """An empty environment, a home with a space that does not exist: nothing of the machine is used."""
    home = tmp_path / "no such home" / "活水"
    code = (
        "import json, sys; from pathlib import Path; from graph import engines; from graph.settings import Settings\n"
        "settings = Settings(home=Path(sys.argv[1]))\n"
        "try: print(engines.start(settings, report=lambda line: None).running)\n"
        "finally: print(engines.stop(settings, report=lambda line: None))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(home)],
        env={"PATH": str(tmp_path), "HOME": str(tmp_path / "no such home"), "PYTHONPATH": str(PROJECT_ROOT)},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.stdout.split() == ["True", "True"], done.stderr


def test_an_unknown_setting_is_not_passed_over(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    from graph.engines import arcadedb
    from graph.errors import EngineNotStarted

    real = arcadedb.server_config
    monkeypatch.setattr(arcadedb, "server_config", lambda *args: real(*args) | {"bolt.hots": "127.0.0.1"})
    with pytest.raises(EngineNotStarted, match=r"no setting arcadedb\.bolt\.hots"):
        engines.start(settings, report=quiet)
    assert (
        json.loads((settings.home / "arcadedb" / "config" / "huoshui.json").read_text())["heap"]
        == f"{settings.most_heap_mb}m"
    )
