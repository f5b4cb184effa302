"""The py2neo bridge on the five reports in Neo4j: it reads what the store reads, doesn't write, and says what it is."""

from __future__ import annotations

import gc
import sys
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path

import py2neo
import pytest
from py2neo.errors import ClientError
from pydantic import SecretStr

from graph import Connection, Settings, engines
from graph.answers import Library
from graph.errors import ExtraNotInstalled, StoreDenied, StoreUnreachable, WrongUse
from graph.py2neo_bridge import Py2neoEndOfLife, open_graph
from tests.doors import door
from tests.engine_choice import on_arcadedb, on_neo4j

# After an error py2neo drops its socket without closing it, which nothing of ours can mend. Its other warnings count.
pytestmark = pytest.mark.filterwarnings("ignore:unclosed <socket:ResourceWarning")
quietly = pytest.mark.filterwarnings("ignore::graph.py2neo_bridge.Py2neoEndOfLife")

MEMBERS = "MATCH (s:School)-[:MEMBER_OF]->(g:EducationGroup {name: $name}) RETURN s.id AS id ORDER BY id"
WRITES: dict[str, Callable[[py2neo.Graph], object]] = {
    "run": lambda graph: graph.run("CREATE (n:Programme {id: 'x'})").data(),
    "query": lambda graph: graph.query("MATCH (n:School) DETACH DELETE n").data(),
    "update": lambda graph: graph.update("CREATE (n:Programme {id: 'x'})"),
    "create": lambda graph: graph.create(py2neo.Node("Programme", id="x")),
    "merge": lambda graph: graph.merge(py2neo.Node("Programme", id="x"), "Programme", "id"),
    "delete_all": lambda graph: graph.delete_all(),
    "begin": lambda graph: graph.begin(readonly=False).run("MATCH (n:School) SET n.name = 'x'").data(),
    "auto": lambda graph: graph.auto(readonly=False).run("MATCH (n:School) REMOVE n.name").data(),
    "index": lambda graph: graph.update("CREATE INDEX FOR (n:Programme) ON (n.since)"),
}


@pytest.fixture(autouse=True)
def dropped_sockets() -> Iterator[None]:
    """Collect what py2neo dropped here, where the filter holds, and not in a later test."""
    yield
    gc.collect()


@pytest.fixture
def bridge(seeds: Library, settings: Settings) -> Iterator[py2neo.Graph]:
    with pytest.warns(Py2neoEndOfLife):
        graph = open_graph(settings)
    yield graph
    graph.service.connector.close()


@pytest.fixture
def neo4j(settings: Settings) -> Connection:
    connection = engines.connection(settings, write=False)
    assert connection is not None
    return connection


@on_neo4j
def test_it_reads_what_the_library_reads(bridge: py2neo.Graph, seeds: Library) -> None:
    groups = seeds.ask("groups").rows
    assert len(bridge.nodes.match("EducationGroup")) == len(groups)
    biggest = max(groups, key=lambda group: (group["members"], group["id"]))
    members = seeds.ask("members_of_group", {"group": biggest["id"], "as_of": "any"}).rows
    found = bridge.run(MEMBERS, name=biggest["name"]).data()
    assert [row["id"] for row in found] == sorted(row["school_id"] for row in members)
    assert len(found) == biggest["members"] > 1


@on_neo4j
def test_nodes_and_links_come_as_py2neo_entities(bridge: py2neo.Graph, seeds: Library) -> None:
    led = next(group for group in seeds.ask("groups").rows if group["leads"])
    group = bridge.nodes.match("EducationGroup", id=led["id"]).first()
    assert group["name"] == led["name"]
    leads = [link.start_node for link in bridge.match((None, group), "LEADS")]
    assert [lead["id"] for lead in leads] == led["leads"]
    assert leads[0].has_label("LeadSchool")
    bridge.pull(group)  # an update in py2neo's eyes, but it only reads
    assert group["id"] == led["id"]
    assert bridge.exists(group)


@on_neo4j
@pytest.mark.parametrize("write", WRITES.values(), ids=WRITES)
def test_no_way_of_the_graph_itself_writes(bridge: py2neo.Graph, write: Callable[[py2neo.Graph], object]) -> None:
    count = "MATCH (n) RETURN count(n) AS nodes, count(n.name) AS named"
    before = bridge.run(count).data()
    with pytest.raises(ClientError) as refused:
        write(bridge)
    assert refused.value.code == "Neo.ClientError.Statement.AccessMode"
    assert bridge.run(count).data() == before


@on_neo4j
def test_the_warning_tells_the_facts_and_points_at_the_caller(seeds: Library, settings: Settings) -> None:
    with pytest.warns(Py2neoEndOfLife, match=r"2021\.2\.4.*May 2023.*official neo4j driver") as told:
        open_graph(settings).service.connector.close()
    assert [warning.filename for warning in told] == [__file__]
    assert py2neo.__version__ == "2021.2.4"  # a later one would make the warning wrong


def test_python_shows_the_warning_by_default() -> None:
    with warnings.catch_warnings(record=True) as shown:
        warnings.resetwarnings()
        for hidden in (DeprecationWarning, PendingDeprecationWarning, ImportWarning, ResourceWarning):
            warnings.simplefilter("ignore", hidden)
        warnings.warn("over", Py2neoEndOfLife, stacklevel=1)
    assert len(shown) == 1


def test_without_the_extra_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setitem(sys.modules, "py2neo", None)
    with pytest.raises(ExtraNotInstalled) as raised:
        open_graph(Settings(home=tmp_path, neo4j_uri=None))
    assert 'pip install "huoshui[py2neo]"' in raised.value.next_step


@quietly
def test_without_a_store_the_next_step_is_to_start_a_neo4j(tmp_path: Path) -> None:
    with pytest.raises(StoreUnreachable) as raised:
        open_graph(Settings(home=tmp_path, neo4j_uri=None))
    assert "huoshui up --engine neo4j" in raised.value.next_step


@quietly
@on_arcadedb
def test_arcadedb_is_refused_with_the_way_to_a_neo4j(settings: Settings) -> None:
    with pytest.raises(WrongUse, match="ArcadeDB") as raised:
        open_graph(settings)
    assert "huoshui up --engine neo4j" in raised.value.next_step


@quietly
@on_neo4j
def test_a_wrong_password_is_denied_in_our_words(neo4j: Connection) -> None:
    with pytest.raises(StoreDenied):
        open_graph(elsewhere(neo4j, neo4j.uri, "not the password"))


@quietly
@on_neo4j
def test_a_server_that_dropped_old_bolt_is_told_apart_from_one_that_is_down(neo4j: Connection) -> None:
    with (
        door(neo4j.uri, refuses=offers_no_newer_bolt_than_4) as later,
        pytest.raises(StoreUnreachable, match=r"Bolt up to 4\.3") as told,
    ):
        open_graph(elsewhere(neo4j, later.uri, neo4j.password))
    assert "official neo4j driver" in told.value.next_step


def elsewhere(connection: Connection, uri: str, password: str) -> Settings:
    """The same store, named as one elsewhere."""
    return Settings(
        neo4j_uri=uri,
        neo4j_user=connection.user,
        neo4j_password=SecretStr(password),
        neo4j_database=connection.database,
    )


def offers_no_newer_bolt_than_4(hello: bytes) -> bool:
    return max(hello[7::4]) <= 4  # the major versions
