"""Two web processes over one cluster: reads go to the follower, a lost leader is borne, a load is seen by each."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import httpx
import pytest

from bench.served import served
from graph import Connection, Settings, Store, engines
from graph.state import graph_state
from loaders import load_folder
from tests.conftest import CENSUS, SMALL
from tests.engine_choice import on_neo4j
from tests.held_graph import Graph
from tests.routing import Cluster

pytestmark = on_neo4j


@pytest.fixture
def direct(settings: Settings) -> Connection:
    found = engines.connection(settings, write=True)
    assert found is not None
    return found


@pytest.fixture
def cluster(direct: Connection) -> Iterator[Cluster]:
    host, _, port = direct.uri.rpartition("://")[2].partition(":")
    with Cluster((host, int(port or 7687))) as cluster:
        yield cluster


@pytest.fixture
def workers(cluster: Cluster, direct: Connection, settings: Settings, tmp_path: Path) -> Iterator[list[httpx.Client]]:
    """Two, each with a home of its own, as on two machines."""
    given = {"NEO4J_URI": cluster.uri, "NEO4J_USER": direct.user, "NEO4J_PASSWORD": direct.password}
    with ExitStack() as stack:
        homes = [str(tmp_path / name) for name in ("one", "other")]
        yield [stack.enter_context(served(settings, HUOSHUI_HOME=home, **given))[0] for home in homes]


def versions(workers: list[httpx.Client]) -> list[str]:
    answers = [worker.get("/api/v1/coverage", params={"by": "county"}) for worker in workers]
    assert [answer.status_code for answer in answers] == [200, 200], [answer.text for answer in answers]
    return [answer.json()["receipt"]["graph_version"] for answer in answers]


def test_reads_go_to_the_follower_and_each_worker_sees_a_load_and_bears_a_lost_leader(
    empty_graph: Graph, cluster: Cluster, direct: Connection, settings: Settings, workers: list[httpx.Client]
) -> None:
    leader, follower = cluster.members
    connection = Connection(cluster.uri, direct.user, direct.password, direct.database, "neo4j", read_only=False)
    with Store(connection, settings) as store:
        load_folder(store, SMALL)
        assert any(b"MERGE" in message for message in leader.ran)
        assert not any(b"MERGE" in message for message in follower.ran)
        # A follower that lags waits for what a bookmark names: the loader reads what it has written.
        graph_state(store)
        assert b"bookmarks" in follower.ran[-1]

        loaded, written = graph_state(store).version, len(leader.ran)
        follower.ran.clear()
        assert versions(workers) == [loaded, loaded]
        assert len(leader.ran) == written, "the web reads at followers"
        # Nor does one read of a worker fall behind another: the next carries the bookmark of the one before.
        assert versions(workers) == [loaded, loaded]
        assert b"bookmarks" in follower.ran[-1]

        cluster.elect(None)
        leader.lose()
        assert versions(workers) == [loaded, loaded], "reads need no leader"

        cluster.elect(follower, asked=3)  # the others take their time to choose one
        load_folder(store, CENSUS)
        assert any(b"MERGE" in message for message in follower.ran)
        seen = graph_state(store).version
        assert seen != loaded
        assert versions(workers) == [seen, seen]
