from __future__ import annotations

import httpx
import pytest
from fastapi import FastAPI

from graph import Statement
from tests.app.web.conftest import problem
from tests.held_graph import Graph

pytestmark = pytest.mark.both_engines


def test_live_whatever_the_store_does(lone: httpx.Client) -> None:
    response = lone.get("/health/live")
    assert response.json() == {"status": "live"}
    assert response.headers["cache-control"] == "no-store"


def test_not_ready_without_a_store(lone: httpx.Client) -> None:
    assert "huoshui up" in problem(lone.get("/health/ready"), 503)["next_step"]


def test_not_ready_while_the_graph_is_empty(server: httpx.Client, empty_graph: Graph) -> None:
    assert empty_graph.writer is not None
    body = problem(server.get("/health/ready"), 503)
    assert "huoshui load seeds" in body["next_step"]
    assert body["type"] == "/docs#not-ready"
    page = server.get("/").text
    assert "图谱里还没有数据" in page
    assert "huoshui load" not in page


def test_ready_tells_what_is_there(client: httpx.Client, app: FastAPI) -> None:
    response = client.get("/health/ready")
    body = response.json()
    assert response.headers["cache-control"] == "no-store"
    assert body["engine"] == app.state.keeper.library().store.connection.engine
    assert body["graph_complete"] is True
    assert {entry["dataset"]: entry["status"] for entry in body["datasets"]} == {
        "regions": "finished",
        "seeds": "finished",
    }
    assert body["graph_version"] == client.get("/api/v1/regions/530124").json()["receipt"]["graph_version"]


def test_an_interrupted_load_shows_in_every_receipt(client: httpx.Client, graph: Graph) -> None:
    mark = "MATCH (r:LoadRun) WHERE r.current AND r.dataset = 'seeds' SET r.status = $status"
    graph.writer.write(Statement("interrupt", mark), {"status": "interrupted"})
    try:
        assert client.get("/health/ready").json()["graph_complete"] is False
        assert client.get("/api/v1/regions/530124").json()["receipt"]["graph_complete"] is False
        assert "有数据尚未载完" in client.get("/").text
    finally:
        graph.writer.write(Statement("finish", mark), {"status": "finished"})
