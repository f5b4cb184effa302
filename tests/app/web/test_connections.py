"""Connections that send too much, too slowly, or are too many; and what of all that is logged."""

from __future__ import annotations

import logging
import resource
import socket
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from threading import Event, Thread

import httpx
import psutil
import pytest
from fastapi import FastAPI

from app.web.connections import HEAD_BYTES, BoundedProtocol, most_connections
from app.web.logs import Calm, escaped
from app.web.serving import Server, config, listen

GET = b"GET /health/live HTTP/1.1\r\nHost: localhost\r\n"
POST = b"POST /api/v1/cypher HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"


@contextmanager
def served_with(app: FastAPI, **bounds: float) -> Iterator[tuple[str, int]]:
    """The app with other bounds, for the tests' sake."""
    how = config(app)
    how.http = type("Hasty", (BoundedProtocol,), bounds)
    ready = Event()
    with listen("127.0.0.1", 0) as listening:
        server = Server(how, ready.set)
        thread = Thread(target=server.run, args=([listening],))
        thread.start()
        try:
            assert ready.wait(30)
            yield listening.getsockname()
        finally:
            server.should_exit = True
            thread.join()


def said(address: tuple[str, int], *parts: bytes, pause_s: float = 0) -> bytes:
    """What a server answers to this, until it closes."""
    with closing(socket.create_connection(address, timeout=30)) as connection:
        answer = b""
        try:
            for part in parts:
                connection.sendall(part)
                time.sleep(pause_s)
            while part := connection.recv(65_536):
                answer += part
        except ConnectionError:
            pass
        return answer


def status(answer: bytes) -> int:
    return int(answer.split(b" ", 2)[1]) if answer else 0


@pytest.fixture
def here(lone: httpx.Client) -> tuple[str, int]:
    assert lone.base_url.port
    return lone.base_url.host, lone.base_url.port


@pytest.mark.parametrize(
    "parts",
    [
        (GET + b"X: " + b"x" * HEAD_BYTES + b"\r\n\r\n",),
        (GET, *[b"X: " + b"x" * 1_000 + b"\r\n"] * 100),
        (GET + b"X: ", *[b"x" * 10_000] * 100),
        (b"GET /" + b"x" * HEAD_BYTES + b" HTTP/1.1\r\nHost: localhost\r\n\r\n",),
        (POST + b"Transfer-Encoding: chunked\r\n\r\n0\r\n", *[b"X: " + b"x" * 1_000 + b"\r\n"] * 100),
    ],
    ids=["at_once", "many", "one_long", "address", "trailers"],
)
def test_headers_have_a_bound(here: tuple[str, int], parts: tuple[bytes, ...]) -> None:
    assert status(said(here, *parts)) in (0, 431), "where it is still sent, its own machine may drop the answer"
    if len(parts) == 1:
        assert status(said(here, *parts)) == 431
    assert httpx.get(f"http://{here[0]}:{here[1]}/health/live", trust_env=False).status_code == 200


def test_long_headers_within_the_bound_are_read(here: tuple[str, int]) -> None:
    fine = GET + b"X: " + b"x" * (HEAD_BYTES - 1_000) + b"\r\nConnection: close\r\n\r\n"
    assert status(said(here, fine)) == 200


def test_slow_clients_are_given_up(lone_app: FastAPI) -> None:
    with served_with(lone_app, head_s=0.3, body_s=0.3) as here:
        assert said(here) == b"", "who sends nothing hears nothing"
        assert status(said(here, GET[:20])) == 408
        assert status(said(here, GET, b"X: 1\r\n", b"X: 2\r\n", pause_s=0.2)) == 408
        assert status(said(here, POST + b"Content-Length: 9\r\n\r\n{")) == 408
        assert status(said(here, GET + b"Connection: close\r\n\r\n")) == 200


def test_a_connection_may_be_used_again_after_a_while(lone_app: FastAPI) -> None:
    with served_with(lone_app, head_s=0.3, body_s=0.3) as here, closing(socket.create_connection(here)) as connection:
        for _ in range(2):
            connection.sendall(GET + b"\r\n")
            answer = b""
            while b"live" not in answer:
                answer += connection.recv(65_536)
            time.sleep(0.6)


def test_who_takes_nothing_is_given_up(lone_app: FastAPI) -> None:
    with served_with(lone_app, stall_s=0.3) as here, closing(socket.socket()) as connection:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4_096)
        connection.connect(here)
        asked = b"GET /openapi.json HTTP/1.1\r\nHost: localhost\r\n\r\n"
        connection.sendall(asked * 60)
        at_first = connection.recv(1)
        here_and_there = (connection.getpeername(), connection.getsockname())
        while here_and_there in {(one.laddr, one.raddr) for one in psutil.Process().net_connections("tcp4")}:
            time.sleep(0.1)
        taken = at_first + b"".join(iter(lambda: connection.recv(65_536), b""))
        assert 0 < taken.count(b"HTTP/1.1 200 OK") < 60


def test_connections_have_a_bound_in_all_and_of_one(lone_app: FastAPI) -> None:
    for bounds in ({"most": 3}, {"most_of_one": 3}):
        with served_with(lone_app, **bounds) as here:
            held = [socket.create_connection(here) for _ in range(3)]
            try:
                answer = said(here)
                assert status(answer) == 503
                assert b"retry-after: 5\r\n" in answer
            finally:
                for one in held:
                    one.close()
            time.sleep(0.2)
            assert status(said(here, GET + b"Connection: close\r\n\r\n")) == 200


def test_there_are_never_more_than_descriptors(monkeypatch: pytest.MonkeyPatch) -> None:
    for limit, most in ((1_000_000, 1_000), (600, 400), (64, 16), (resource.RLIM_INFINITY, 1_000)):
        monkeypatch.setattr(resource, "getrlimit", lambda _which, limit=limit: (limit, limit))
        assert most_connections() == most


def test_a_fault_is_one_line_a_second_and_tells_how_often(monkeypatch: pytest.MonkeyPatch) -> None:
    now = 0.0
    monkeypatch.setattr(time, "monotonic", lambda: now)
    calm, lines = Calm(), []

    def log(message: str, *args: object) -> None:
        record = logging.LogRecord("asyncio", logging.ERROR, "x.py", 1, message, args, None)
        if calm.filter(record):
            lines.append(record.getMessage())

    for _ in range(128):
        log("accept %d failed", 1)
    log("another")
    now = 1.5
    log("accept %d failed", 2)
    assert lines == ["accept 1 failed", "another", "accept 2 failed (127 more of these were left out)"]


def test_nothing_in_a_log_is_obeyed_by_a_terminal() -> None:
    assert escaped("\x1b]0;x\x07 \x9b31m 昆明 \u202e") == "\\x1b]0;x\\x07 \\x9b31m 昆明 \\u202e"
    record = logging.LogRecord("huoshui.web", logging.ERROR, "x.py", 1, "%s: no", ("/a\x1b[2J\n%s",), None)
    try:
        raise ValueError("\x1b[2J")
    except ValueError as error:
        record.exc_info = (ValueError, error, error.__traceback__)
    assert Calm().filter(record)
    told = logging.Formatter().format(record)
    assert "\x1b" not in told
    assert told.startswith("/a\\x1b[2J\\n%s: no\nTraceback")
