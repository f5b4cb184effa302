from __future__ import annotations

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import anyio
import httpx
import pytest
from fastapi import FastAPI

from app.web.cypher.running import MOST_WAITING, THREADS, Running
from app.web.deps import LibraryKeeper
from app.web.main import create_app
from graph import Settings
from graph.errors import TooManyRunning
from tests.app.web.conftest import CYPHER, problem, served

pytestmark = pytest.mark.both_engines

SLOW = "MATCH (a), (b), (c), (d), (e) WHERE a.id + b.id + c.id + d.id = e.id RETURN count(*) AS x"


@pytest.fixture
def impatient(settings: Settings, app: FastAPI, client: httpx.Client) -> Iterator[tuple[httpx.Client, FastAPI]]:
    """A client of an app that gives statements three seconds, and the app; on ArcadeDB, whose server has a limit of its
    own, the usual ten."""
    if settings.engine == "arcadedb":
        yield client, app
        return
    hurried = create_app(settings.model_copy(update={"console_timeout_s": 3.0}))
    with served(hurried) as own:
        yield own, hurried


@pytest.mark.timeout(120)
def test_two_slow_statements_hold_up_a_third_and_nothing_else(impatient: tuple[httpx.Client, FastAPI]) -> None:
    """The two run until their time is over; whatever answers before that did not wait for them."""
    client, app = impatient
    keeper: LibraryKeeper = app.state.keeper
    slots = keeper.console()._slots
    ended: list[httpx.Response] = []

    def slow() -> None:
        ended.append(client.post(CYPHER, json={"statement": SLOW}))

    with ThreadPoolExecutor(2) as pool:
        for _ in range(2):
            pool.submit(slow)
        while slots._running.total() < 2 and not ended:
            time.sleep(0.01)
        response = client.post(CYPHER, json={"statement": "RETURN 1 AS x"})
        assert problem(response, 429)["type"] == "/docs#too-many-running"
        assert int(response.headers["retry-after"]) > 0
        assert client.get("/health/live").status_code == 200
        assert client.get("/api/v1/questions/sources/answer").status_code == 200
        assert ended == [], "the slow ones still run"
    assert [problem(one, 503)["type"] for one in ended] == ["/docs#store-timeout"] * 2
    assert all("its time limit of " in one.json()["detail"] for one in ended), "what was exceeded is named"
    assert all(int(one.headers["retry-after"]) > 0 for one in ended)
    assert client.post(CYPHER, json={"statement": "RETURN 1 AS x"}).status_code == 200, "the places are free again"


def test_requests_wait_for_a_thread_and_not_without_end() -> None:
    async def crowd() -> tuple[list[int], int]:
        running, made, refused = Running(), [], 0
        go = anyio.Event()

        def work(n: int) -> int:
            anyio.from_thread.run(go.wait)
            return n

        async def ask(n: int) -> None:
            nonlocal refused
            try:
                made.append(await running.make(lambda: work(n)))
            except TooManyRunning:
                refused += 1
                if refused == 5:
                    go.set()

        async with anyio.create_task_group() as group:
            for n in range(THREADS + MOST_WAITING + 5):
                group.start_soon(ask, n)
        return made, refused

    made, refused = anyio.run(crowd)
    assert refused == 5
    assert sorted(made) == list(range(THREADS + MOST_WAITING))
