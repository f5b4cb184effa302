"""A session from `up` to `down` in a fresh home, as a person has it: no variable says which engine it is."""

from __future__ import annotations

import json
import re
import signal
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from app.cli.verbs import VERBS
from graph import Settings, engines
from graph.engines import EngineName
from graph.engines.neo4j_jars import cache_dir, class_path
from graph.errors import EngineError
from tests.commands import environment_of, run_command
from tests.conftest import unavailable

SOURCES = "id,title\nr1,A report\n"
SCHOOLS = "id,name,region,source,locator\na1,甲校,530124,r1,L1\nb1,乙校,530124,r1,L2\n"
AID_LINKS = "helper,helped,relation,source,locator\na1,b1,aids,r1,L3\n"


class Session:
    """The verbs that a person types one after the other, and which of them came."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.settings = Settings(home=folder / "home", neo4j_uri=None)
        self.verbs: set[str] = set()

    def __call__(self, verb: str, *args: str) -> subprocess.CompletedProcess[str]:
        self.verbs.add(verb)
        done = run_command(verb, *args, cwd=self.folder, HUOSHUI_HOME=str(self.settings.home))
        assert done.returncode == 0, done.stderr
        return done

    @contextmanager
    def serving(self) -> Iterator[str]:
        """`serve` on a free port, ended as Ctrl-C ends it."""
        self.verbs.add("serve")
        with subprocess.Popen(
            [sys.executable, "-W", "error", "-m", "app.cli.main", "serve", "--port", "0"],
            cwd=self.folder,
            env=environment_of({"HUOSHUI_HOME": str(self.settings.home)}),
            stderr=subprocess.PIPE,
            text=True,
        ) as process:
            assert process.stderr is not None
            try:
                said = process.stderr.readline()
                assert "http://" in said, said + process.stderr.read()
                yield said.split()[3]
            finally:
                process.send_signal(signal.SIGINT)
                left = process.wait(30)
        assert left == 0


@pytest.fixture
def session(tmp_path: Path, engine: EngineName) -> Iterator[Session]:
    made = Session(tmp_path)
    (tmp_path / "county").mkdir()
    for table, text in (("sources", SOURCES), ("schools", SCHOOLS), ("aid_links", AID_LINKS)):
        (tmp_path / "county" / f"{table}.csv").write_text(text, "utf-8")
    if engine == "neo4j":
        try:
            class_path(cache_dir(made.settings.home / "jars"), print)
        except EngineError as error:
            unavailable(engine, error)
    try:
        yield made
    finally:
        engines.stop(made.settings)


def run_as_shown(shown: str) -> str:
    """Run the lines of Python that `connect` shows, and give the number that they print."""
    lines = shown.partition("Python (pip install neo4j)\n")[2].partition("\n\n")[0]
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(lines)], capture_output=True, text=True, check=True, timeout=60
    )
    printed = re.search(r"schools=(\d+)", done.stdout)
    assert printed, done.stdout
    return printed[1]


@pytest.mark.engines_by_size
def test_every_verb_uses_the_engine_that_runs(session: Session, engine: EngineName) -> None:
    huoshui = session
    assert huoshui("up", "--engine", engine).stdout.startswith(f"{engine} is up")
    assert huoshui("up").stdout.startswith(f"{engine} is up")
    huoshui("map-columns", "county", "-o", "proposed.yaml")
    huoshui("check", "county")
    huoshui("load", "county")
    assert "county" in huoshui("status").stdout
    answer = huoshui("ask", "schools", "--format", "json").stdout
    assert json.loads(answer)["receipt"]["engine"] == engine
    (session.folder / "answer.json").write_text(answer, "utf-8")
    assert "0 pairs that may be one, among 2 schools and groups" in huoshui("matches").stderr
    assert "the answer is the same" in huoshui("receipt", "answer.json").stderr
    count = "MATCH (s:School) RETURN count(s) AS n, $who AS who"
    answer = json.loads(huoshui("cypher", count, "-p", "who=me", "--format", "json").stdout)
    assert answer["rows"] == [{"n": 2, "who": "me"}]
    assert (answer["receipt"]["engine"], answer["receipt"]["newer_version"]) == (engine, None)
    shown = huoshui("connect").stdout
    graph_itself = engines.connection(session.settings, write=False)
    assert graph_itself
    assert graph_itself.uri not in shown
    assert run_as_shown(shown) == "2"
    huoshui("map", "--focus", "a1", "-o", "map.html")
    assert "乙校" in (session.folder / "map.html").read_text("utf-8")
    assert "乙校" in huoshui("export", "-o", "-").stdout
    with session.serving() as address:
        body = httpx.get(f"{address}/api/v1/schools").json()
    assert body["receipt"]["engine"] == engine
    assert [school["name"] for school in body["items"]] == ["甲校", "乙校"]
    assert "of county, regions: graph.zip" in huoshui("backup", "graph.zip").stdout
    assert "restored." in huoshui("restore", "graph.zip", "--replace").stdout
    assert "follow from what the datasets say" in huoshui("verify").stdout
    assert f"; {engine};" in huoshui("demo").stdout
    assert [one.engine for one in engines.status(session.settings) if one.running] == [engine]
    assert "links of county are gone" in huoshui("unload", "county").stdout
    assert "county" not in huoshui("status").stdout
    assert huoshui("down").stdout.startswith("Stopped.")
    assert huoshui.verbs == set(VERBS)
