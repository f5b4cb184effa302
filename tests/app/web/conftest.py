"""The app behind a real server on loopback, once an engine: what a client gets is what is tested."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event, Thread
from typing import Any

import httpx
import pytest
from fastapi import FastAPI

from app.web.main import create_app
from app.web.problems import MEDIA_TYPE
from app.web.serving import Server, address, config, listen
from graph import Settings
from graph.answers import Library

Get = Callable[..., dict[str, Any]]

# data/seeds/members.csv: three schools joined this alliance in 2025; this school leads it.
ALLIANCE = "group-411202-620d790190"
LEAD = "school-411202-f59aea73d1"
CYPHER = "/api/v1/cypher"


@contextmanager
def served(app: FastAPI) -> Iterator[httpx.Client]:
    """A client of the app, which runs behind a real server on a free port of loopback."""
    ready = Event()
    with listen("127.0.0.1", 0) as listening:
        server = Server(config(app), ready.set)
        thread = Thread(target=server.run, args=([listening],))
        thread.start()
        try:
            assert ready.wait(30), "the app did not start"
            with httpx.Client(base_url=address(listening), timeout=60, trust_env=False) as client:
                yield client
        finally:
            server.should_exit = True
            thread.join()


@pytest.fixture(scope="session")
def app(settings: Settings) -> FastAPI:
    """The app over the engine under test."""
    return create_app(settings)


@pytest.fixture(scope="session")
def server(app: FastAPI) -> Iterator[httpx.Client]:
    """A client of the app, whatever the graph holds."""
    with served(app) as client:
        yield client


@pytest.fixture
def other_worker(settings: Settings) -> Iterator[httpx.Client]:
    """A client of a second app over the same store, as another worker process would be."""
    with served(create_app(settings)) as client:
        yield client


@pytest.fixture
def client(server: httpx.Client, seeds: Library) -> httpx.Client:
    """A client of the app over the five reports."""
    return server


@pytest.fixture
def get(client: httpx.Client) -> Get:
    """Asks an address of the API and gives the body; it must answer 200."""

    def ask(path: str, **parameters: object) -> dict[str, Any]:
        response = client.get(f"/api/v1/{path}", params={name: str(value) for name, value in parameters.items()})
        assert response.status_code == 200, response.text
        body: dict[str, Any] = response.json()
        return body

    return ask


@pytest.fixture(scope="session")
def lone_app(tmp_path_factory: pytest.TempPathFactory) -> FastAPI:
    """An app that has no store."""
    return create_app(Settings(home=tmp_path_factory.mktemp("lone"), neo4j_uri=None))


@pytest.fixture(scope="session")
def lone(lone_app: FastAPI) -> Iterator[httpx.Client]:
    """A client of an app that has no store."""
    with served(lone_app) as client:
        yield client


def problem(response: httpx.Response, status: int, parameter: str | None = None) -> dict[str, Any]:
    """The problem that a response holds, after checking the shape that all problems have."""
    assert response.status_code == status, response.text
    assert response.headers["content-type"] == MEDIA_TYPE
    body: dict[str, Any] = response.json()
    assert body["status"] == status
    assert body["instance"] == response.url.path
    assert all(body[name] for name in ("type", "title", "detail", "next_step"))
    assert body.get("parameter") == parameter
    return body


def operations(document: dict[str, Any], *methods: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """(path, operation) of every documented GET, or of `methods`."""
    for path, documented in document["paths"].items():
        assert set(documented) == {"post" if path == CYPHER else "get"}, "only Cypher comes as a body"
        yield from ((path, documented[method]) for method in methods or ("get",) if method in documented)


def ask_example(client: httpx.Client, operation: dict[str, Any]) -> httpx.Response:
    """The response to an operation's example, sent as the document says."""
    request, _ = example_of(operation)
    if "requestBody" not in operation:
        return client.get(request)
    return client.post(request, json=operation["requestBody"]["content"]["application/json"]["example"])


def example_of(operation: dict[str, Any]) -> tuple[str, Any]:
    """(request, body) of an operation's example."""
    shown = operation["responses"]["200"]["content"]["application/json"]["examples"]["reports"]
    return shown["summary"], shown["value"]
