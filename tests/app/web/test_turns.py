"""Fair shares: what takes long waits for its turn, and nobody's quick question waits for it."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from threading import Event
from typing import Any

import anyio
import httpx
import pytest
from fastapi import FastAPI, Request, Response
from starlette.middleware import Middleware

from app.web import turns as turns_module
from app.web.problems import known_problem
from app.web.turns import QUICK_S, InTurn, SharedTurns
from graph import Settings
from graph.answers import Library

pytestmark = pytest.mark.both_engines

HOLD = (
    "import sys; from filelock import FileLock; locks = [FileLock(name, timeout=0) for name in sys.argv[1:]]\n"
    "for lock in locks: lock.acquire()\n"
    "print('held', flush=True); sys.stdin.read()"
)


class Slow:
    """What takes as long as a test wants; `begun` holds who asked, in the order in which they were let in."""

    def __init__(self) -> None:
        self.may_end = Event()
        self.begun: list[str] = []

    def __call__(self, asker: str) -> str:
        self.begun.append(asker)
        assert self.may_end.wait(30)
        return asker


@pytest.fixture
def slow() -> Iterator[Slow]:
    made = Slow()
    yield made
    made.may_end.set()


@pytest.fixture
def worker(tmp_path: Path) -> Settings:
    return Settings(home=tmp_path, neo4j_uri=None)


def app_with(settings: Settings, slow: Slow) -> FastAPI:
    """A worker with something slow, something quick, and something that is sent."""
    turns = SharedTurns(settings)
    turns.timed("quick", {}, str)
    app = FastAPI(middleware=[Middleware(InTurn, turns=turns, refuse=known_problem)])

    @app.get("/slow")
    def _slow(asker: str) -> str:
        turns.before("slow", {})
        return slow(asker)

    @app.get("/quick")
    def _quick() -> str:
        turns.before("quick", {})
        return "quick"

    @app.post("/slow")
    async def _sent(request: Request) -> Response:
        body = await request.body()
        turns.before("sent", {})
        return Response(body)

    app.state.turns = turns
    return app


class Clients:
    """Clients of a worker, each with an address of its own, all at once."""

    def __init__(self, app: FastAPI) -> None:
        self._app = app
        self.answers: dict[str, list[httpx.Response]] = {}

    async def get(self, client: str, path: str) -> httpx.Response:
        transport = httpx.ASGITransport(self._app, client=(client, 1))
        async with httpx.AsyncClient(transport=transport, base_url="http://here") as http:
            answer = await http.get(path)
        self.answers.setdefault(client, []).append(answer)
        return answer


def together(app: FastAPI, play: Callable[[Clients, anyio.abc.TaskGroup], Awaitable[None]]) -> Clients:
    """Let clients play, and wait for all that they asked."""
    clients = Clients(app)

    async def run() -> None:
        async with anyio.create_task_group() as group:
            await play(clients, group)

    anyio.run(run)
    return clients


async def until(condition: Callable[[], bool]) -> None:
    with anyio.fail_after(20):
        while not condition():
            await anyio.sleep(0.005)


def test_quick_ones_answer_while_others_fill_every_place(worker: Settings, slow: Slow) -> None:
    app = app_with(worker, slow)

    async def play(clients: Clients, group: anyio.abc.TaskGroup) -> None:
        for number in range(60):
            group.start_soon(clients.get, f"10.0.0.{number}", f"/slow?asker={number}")
        await until(lambda: len(slow.begun) == 2)
        assert (await clients.get("10.0.1.1", "/quick")).json() == "quick"
        assert len(slow.begun) == 2
        slow.may_end.set()

    answered = together(app, play).answers
    assert Counter(one.status_code for of in answered.values() for one in of) == {200: 61}
    assert sorted(slow.begun, key=int) == [str(number) for number in range(60)]


def test_what_was_quick_and_is_slow_now_takes_no_more_than_a_few_threads(worker: Settings, slow: Slow) -> None:
    app = app_with(worker, slow)
    app.state.turns.timed("slow", {}, str)

    async def play(clients: Clients, group: anyio.abc.TaskGroup) -> None:
        for number in range(60):
            group.start_soon(clients.get, f"10.0.0.{number}", f"/slow?asker={number}")
        let_in = turns_module.MOST_QUICK + worker.slow_at_once
        await until(lambda: len(slow.begun) == let_in)
        assert (await clients.get("10.0.1.1", "/quick")).json() == "quick"
        assert len(slow.begun) == let_in
        slow.may_end.set()

    answered = together(app, play).answers
    assert Counter(one.status_code for of in answered.values() for one in of) == {200: 61}
    assert not app.state.turns._let_in


def test_a_client_with_many_waits_for_itself(worker: Settings, slow: Slow) -> None:
    app = app_with(worker, slow)

    async def play(clients: Clients, group: anyio.abc.TaskGroup) -> None:
        for _ in range(5):
            group.start_soon(clients.get, "10.0.0.1", "/slow?asker=many")
        await until(lambda: slow.begun == ["many"])
        group.start_soon(clients.get, "10.0.0.2", "/slow?asker=other")
        await until(lambda: slow.begun == ["many", "other"])
        slow.may_end.set()

    assert Counter(one.status_code for of in together(app, play).answers.values() for one in of) == {200: 6}


def test_who_has_too_many_waiting_is_told_so_at_once(worker: Settings, slow: Slow) -> None:
    app = app_with(worker, slow)

    async def play(clients: Clients, group: anyio.abc.TaskGroup) -> None:
        for _ in range(turns_module.MOST_WAITING_OF_ONE):
            group.start_soon(clients.get, "10.0.0.1", "/slow?asker=many")
        await until(lambda: len(slow.begun) == 1)
        refused = await clients.get("10.0.0.1", "/slow?asker=one more")
        assert (refused.status_code, refused.headers["Retry-After"]) == (503, "5")
        assert refused.json()["type"] == "/docs#store-busy"
        assert "16 questions of yours" in refused.json()["detail"]
        slow.may_end.set()

    assert len(together(app, play).answers["10.0.0.1"]) == turns_module.MOST_WAITING_OF_ONE + 1


def test_nothing_stays_of_clients_that_are_gone(worker: Settings, slow: Slow, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turns_module, "MOST_WAITING", 3)
    app = app_with(worker, slow)

    async def play(clients: Clients, group: anyio.abc.TaskGroup) -> None:
        for number in range(6):
            group.start_soon(clients.get, f"10.0.0.{number}", f"/slow?asker={number}")
        await until(lambda: len(slow.begun) == 2)
        assert (await clients.get("10.0.1.1", "/slow?asker=refused")).status_code == 503
        slow.may_end.set()

    together(app, play)
    assert app.state.turns._lines == {}
    kept = {file.name for file in (worker.home / "turns").iterdir()}
    assert kept == {f"machine-{number}.lock" for number in range(worker.slow_at_once)}


def test_who_waits_too_long_is_told_so(worker: Settings, slow: Slow, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turns_module, "QUEUE_S", 0.05)
    app = app_with(worker, slow)

    async def play(clients: Clients, group: anyio.abc.TaskGroup) -> None:
        for number in range(2):
            group.start_soon(clients.get, f"10.0.0.{number}", "/slow?asker=first")
        await until(lambda: len(slow.begun) == 2)
        assert (await clients.get("10.0.0.3", "/slow?asker=late")).status_code == 503
        slow.may_end.set()
        await until(lambda: len(clients.answers) == 3)
        # Its place in the line is free again.
        assert (await clients.get("10.0.0.3", "/slow?asker=again")).json() == "again"

    together(app, play)


def test_the_workers_of_a_machine_share_the_places_and_a_killed_one_gives_its_back(
    worker: Settings, slow: Slow
) -> None:
    app, folder = app_with(worker, slow), worker.home / "turns"
    folder.mkdir()
    places = [str(folder / f"machine-{number}.lock") for number in range(worker.slow_at_once)]
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, *places], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "held\n"

        async def play(clients: Clients, group: anyio.abc.TaskGroup) -> None:
            group.start_soon(clients.get, "10.0.0.1", "/slow?asker=here")
            await until(lambda: (folder / "machine-0.lock").exists())
            assert (await clients.get("10.0.0.2", "/quick")).status_code == 200
            assert slow.begun == []
            other.kill()
            await until(lambda: slow.begun == ["here"])
            slow.may_end.set()

        together(app, play)


def test_a_home_that_cannot_be_written_bounds_each_worker_by_itself(tmp_path: Path, slow: Slow) -> None:
    (tmp_path / "home").write_text("a file where the folder would be")
    app = app_with(Settings(home=tmp_path / "home", neo4j_uri=None), slow)

    async def play(clients: Clients, group: anyio.abc.TaskGroup) -> None:
        for number in range(3):
            group.start_soon(clients.get, f"10.0.0.{number}", f"/slow?asker={number}")
        await until(lambda: len(slow.begun) == 2)
        slow.may_end.set()

    assert Counter(of[0].status_code for of in together(app, play).answers.values()) == {200: 3}


def test_what_was_sent_is_read_again(worker: Settings, slow: Slow) -> None:
    async def send() -> httpx.Response:
        transport = httpx.ASGITransport(app_with(worker, slow))
        async with httpx.AsyncClient(transport=transport, base_url="http://here") as http:
            return await http.post("/slow", content=b"queries")

    assert anyio.run(send).content == b"queries"


def test_what_was_slow_once_is_quick_after_quick_answers(worker: Settings, slow: Slow) -> None:
    turns = SharedTurns(worker)
    turns._took[("q", frozenset())] = 1.0

    def waits() -> bool:
        token = turns_module._turn.set(turns_module._Turn())
        try:
            turns.before("q", {})
        except turns_module.NeedsTurn:
            return True
        finally:
            turns_module._turn.reset(token)
        return False

    assert waits()
    for _ in range(8):
        turns.timed("q", {}, str)
    assert QUICK_S > 1.0 * 0.8**8
    assert not waits()
    assert turns._took.get(("q", frozenset({"region"}))) is None, "for other parameters it may still take long"


def test_sixty_who_ask_what_takes_long_leave_the_quick_to_others(
    server: httpx.Client, app: FastAPI, seeds: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    may_end = Event()
    compute = Library._compute

    def slowly(self: Library, question: Any, *args: Any) -> Any:
        if question.id.startswith("coverage"):
            assert may_end.wait(30)
        return compute(self, question, *args)

    monkeypatch.setattr(Library, "_compute", slowly)
    monkeypatch.setattr(turns_module, "QUEUE_S", 60)
    app.state.keeper.turns._took.clear()
    for limit in range(3, 9):
        # What an engine takes to plan a statement counts less with every answer.
        server.get(f"/api/v1/schools?limit={limit}").raise_for_status()

    async def play() -> Counter[int]:
        codes: Counter[int] = Counter()

        async def ask(http: httpx.AsyncClient, number: int) -> None:
            # Days that no other test asks for: a kept answer needs no turn.
            answer = await http.get(f"/api/v1/coverage?by=county&as_of=198{number % 6}-03-07")
            codes[answer.status_code] += 1

        limits = httpx.Limits(max_connections=100)
        async with (
            httpx.AsyncClient(base_url=str(server.base_url), trust_env=False, limits=limits, timeout=60) as http,
            anyio.create_task_group() as group,
        ):
            for number in range(60):
                group.start_soon(ask, http, number)
            await until(lambda: codes[503] == 60 - turns_module.MOST_WAITING_OF_ONE)
            assert (await http.get("/api/v1/schools?limit=2")).status_code == 200
            may_end.set()
        return codes

    assert anyio.run(play) == {503: 60 - turns_module.MOST_WAITING_OF_ONE, 200: turns_module.MOST_WAITING_OF_ONE}
