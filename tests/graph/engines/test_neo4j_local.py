from __future__ import annotations

import psutil
import pytest
from neo4j import READ_ACCESS, WRITE_ACCESS
from neo4j.exceptions import ClientError

from graph import engines
from graph.engines.home import EngineHome
from graph.engines.neo4j_local import quoted
from graph.errors import EngineNotStarted
from graph.settings import Settings
from tests.conftest import start_engine

from .conftest import driver, kill_9, listening, quiet

pytestmark = pytest.mark.neo4j


def test_an_option_survives_java_argument_files() -> None:
    assert quoted('a "b" \\ c') == '"a \\"b\\" \\\\ c"'


def test_only_loopback_listens(neo4j: Settings) -> None:
    (running,) = engines.status(neo4j)
    assert running.pid
    assert listening(running.pid) == {"127.0.0.1"}


def test_no_password_on_a_command_line_or_in_a_file_of_its_own(neo4j: Settings) -> None:
    home = EngineHome.of(neo4j.home, "neo4j")
    passwords = home.passwords()
    assert passwords
    (running,) = engines.status(neo4j)
    shown = " ".join(psutil.Process(running.pid).cmdline()) + str(psutil.Process(running.pid).environ())
    for folder in (home.config, home.logs):
        for path in folder.iterdir():
            shown += path.read_text("utf-8", errors="replace")
    assert passwords.admin not in shown


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE (:School {id: 'x'})",
        "MERGE (:School {id: 'x'})",
        "CREATE CONSTRAINT c IF NOT EXISTS FOR (n:School) REQUIRE n.name IS UNIQUE",
        "LOAD CSV FROM 'file:///etc/hostname' AS line RETURN line",
        "LOAD CSV FROM 'http://127.0.0.1:9/' AS line RETURN line",
        "LOAD CSV FROM 'http://localhost:9/' AS line RETURN line",
    ],
)
def test_a_read_cannot_write_or_change_or_import(neo4j: Settings, statement: str) -> None:
    connection = engines.connection(neo4j, write=False)
    assert connection
    assert connection.read_only
    with driver(connection) as reader, reader.session(database="neo4j", default_access_mode=READ_ACCESS) as session:
        with pytest.raises(ClientError) as caught:
            session.run(statement).consume()
        assert caught.value.code in {
            "Neo.ClientError.Statement.AccessMode",
            "Neo.ClientError.Statement.ExternalResourceFailed",
        }


def test_no_committed_row_is_lost_when_killed_and_a_lost_password_file_is_explained(neo4j: Settings) -> None:
    (started,) = engines.status(neo4j)
    assert started.pid
    assert engines.start(neo4j, "neo4j", report=quiet).pid == started.pid
    with driver(engines.connection(neo4j, write=True)) as admin, admin.session(default_access_mode=WRITE_ACCESS) as one:
        one.execute_write(lambda tx: tx.run("UNWIND range(1, 1000) AS i CREATE (:School {id: i})").consume())
        kill_9(started.pid)
    (left,) = engines.status(neo4j)
    assert left.stale

    again = start_engine(neo4j)
    assert again.pid != started.pid
    with driver(engines.connection(neo4j, write=False)) as reader:
        found = reader.execute_query("MATCH (n:School) RETURN count(n) AS n", database_="neo4j")
        assert found.records[0]["n"] == 1_000
    assert engines.stop(neo4j, report=quiet) is True

    (neo4j.home / "neo4j" / "passwords.json").unlink()
    with pytest.raises(EngineNotStarted, match=r"passwords\.json is gone") as caught:
        engines.start(neo4j, "neo4j", report=quiet)
    assert "Put the file back" in caught.value.next_step
