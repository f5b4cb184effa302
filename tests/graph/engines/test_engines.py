from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from graph import engines
from graph.engines.home import EngineHome
from graph.engines.process import PROJECT_ROOT, find
from graph.engines.types import Report
from graph.errors import EngineError
from graph.settings import EngineName, Settings

from .conftest import MakeSettings, driver, need_neo4j, quiet

START = """
import sys
from pathlib import Path
from graph import engines
from graph.settings import Settings
print(engines.start(Settings(home=Path(sys.argv[1])), report=lambda line: print(line, file=sys.stderr)).pid)
"""


def starter(settings: Settings) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", START, str(settings.home)],
        cwd=PROJECT_ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_a_home_where_nothing_ran(settings: Settings) -> None:
    assert engines.status(settings) == []
    assert engines.connection(settings, write=False) is None
    assert engines.stop(settings, report=quiet) is False
    assert not settings.home.exists()


def test_a_home_that_cannot_be_written_is_named(make_settings: MakeSettings, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(EngineError, match="can't be written") as caught:
        engines.start(make_settings(home=tmp_path / "file" / "home"), report=quiet)
    assert "HUOSHUI_HOME" in caught.value.next_step


@pytest.mark.parametrize("engine", ["arcadedb", "neo4j"])
def test_an_option_that_java_does_not_know_is_named(make_settings: MakeSettings, engine: EngineName) -> None:
    """What the operator gives reaches the engine's Java, on both engines."""
    if engine == "neo4j":
        need_neo4j()
    with pytest.raises(EngineError, match="NoSuchOption") as caught:
        engines.start(make_settings(jvm_options="-Xss600k -XX:NoSuchOption"), engine, report=quiet)
    assert "Traceback" not in caught.value.message
    assert "HUOSHUI_JVM_OPTIONS" in caught.value.next_step


def test_start_again_stop_again(settings: Settings) -> None:
    first = engines.start(settings, report=quiet)
    assert first.running
    assert first.engine == "arcadedb"
    assert first.bolt_port != first.http_port
    assert engines.start(settings, report=quiet).pid == first.pid
    (seen,) = engines.status(settings)
    assert (seen.pid, seen.bolt_port, seen.started, seen.stale) == (first.pid, first.bolt_port, first.started, False)

    with pytest.raises(EngineError, match="arcadedb runs in") as caught:
        engines.start(settings, "neo4j", report=quiet)
    assert "huoshui down" in caught.value.next_step

    assert engines.stop(settings, report=quiet) is True
    assert engines.stop(settings, report=quiet) is False
    (down,) = engines.status(settings)
    assert (down.running, down.pid, down.stale) == (False, None, False)


def test_two_starts_at_once_give_one_server(settings: Settings) -> None:
    pair = [starter(settings), starter(settings)]
    out = [each.communicate(timeout=60) for each in pair]
    assert [each.returncode for each in pair] == [0, 0], out
    assert out[0][0] == out[1][0]
    assert sum("waiting for it" in said for _pid, said in out) == 1
    assert engines.stop(settings, report=quiet) is True


def test_a_starter_that_is_killed_leaves_a_server_that_the_next_start_takes_over(settings: Settings) -> None:
    starting = starter(settings)
    home = EngineHome.of(settings.home, "arcadedb")
    while find(home.state()) is None:
        time.sleep(0.01)
    starting.kill()
    starting.communicate()
    before = find(home.state())
    assert before
    assert engines.start(settings, report=quiet).pid == before.pid
    with driver(engines.connection(settings, write=False)) as reader:
        assert reader.execute_query("RETURN 1 AS one", database_="huoshui").records[0]["one"] == 1


def test_reading_and_writing_are_different_accounts(arcadedb: Settings) -> None:
    reader, writer = engines.connection(arcadedb, write=False), engines.connection(arcadedb, write=True)
    assert reader
    assert writer
    assert (reader.user, reader.read_only) == ("reader", True)
    assert (writer.user, writer.read_only) == ("root", False)
    assert reader.uri == writer.uri
    assert reader.password not in repr(reader)


def test_a_database_elsewhere_comes_first(arcadedb: Settings) -> None:
    elsewhere = arcadedb.model_copy(update={"neo4j_uri": "neo4j+s://graph.example:7687", "neo4j_user": "li"})
    found = engines.connection(elsewhere, write=False)
    assert found
    assert (found.uri, found.user, found.engine, found.read_only) == (elsewhere.neo4j_uri, "li", "neo4j", True)


def test_a_restarted_machine_leaves_a_stale_state_that_harms_nobody(settings: Settings) -> None:
    home = EngineHome.of(settings.home, "arcadedb")
    home.make()
    home.make_passwords()
    state = {"engine": "arcadedb", "token": "f" * 32, "bolt_port": 1, "http_port": 2, "started": "", "pid": 1}
    (home.root / "state.json").write_text(json.dumps(state))
    (seen,) = engines.status(settings)
    assert (seen.running, seen.stale, seen.pid) == (False, True, None)
    assert engines.stop(settings, report=quiet) is False


def test_a_home_remembers_its_engine(make_settings: MakeSettings, monkeypatch: pytest.MonkeyPatch) -> None:
    """Loaded into one engine, stopped, loaded again: it must be the same graph."""
    monkeypatch.setattr("graph.engines.neo4j_local.start", fake_start)
    monkeypatch.setattr("graph.engines.arcadedb.start", fake_start)
    said: list[str] = []
    settings = make_settings()
    assert engines.to_start(settings) == "arcadedb"
    engines.start(settings, "neo4j", report=quiet)
    assert engines.to_start(settings) == "neo4j"
    assert engines.start(settings, report=quiet).engine == "neo4j"
    named = make_settings(home=settings.home, engine="arcadedb")
    assert engines.start(named, report=said.append).engine == "arcadedb"
    assert "neo4j" in said[0]
    assert engines.to_start(settings) == "arcadedb"


def test_a_home_of_an_earlier_release_goes_on_with_the_engine_that_it_has(settings: Settings) -> None:
    EngineHome.of(settings.home, "neo4j").make()
    assert engines.to_start(settings) == "neo4j"
    EngineHome.of(settings.home, "arcadedb").make()
    assert engines.to_start(settings) == "arcadedb", "nobody can tell"


def test_an_engine_wakes_as_it_went_to_sleep(settings: Settings) -> None:
    """A laptop's sleep or a container's pause stops a process past every time that it waits for."""
    started = engines.start(settings, report=quiet)
    process = psutil.Process(started.pid)
    for _ in range(3):
        process.suspend()
        time.sleep(0.6)
        process.resume()
        time.sleep(0.3)
    with driver(engines.connection(settings, write=False)) as reader:
        assert reader.execute_query("RETURN 1 AS one", database_="huoshui").records[0]["one"] == 1
    assert engines.status(settings)[0].pid == started.pid
    (EngineHome.of(settings.home, "arcadedb").root / "state.json").unlink()
    assert engines.start(settings, report=quiet).pid == started.pid, "a lost file loses no engine"
    assert engines.stop(settings, report=quiet) is True


def fake_start(_settings: Settings, home: EngineHome, _report: Report) -> None:
    home.make()
