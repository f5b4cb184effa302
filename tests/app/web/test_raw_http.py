"""Bytes that no client of ours would send: the server answers or hangs up, and goes on for everyone else."""

from __future__ import annotations

import re
import socket
from collections import Counter
from collections.abc import Callable
from random import Random

import httpx
import pytest

from tests.app.web.conftest import CYPHER

_METHODS = (
    *("GET", "HEAD", "POST", "PUT", "OPTIONS", "TRACE", "CONNECT", "PRI", "get", "", "G\0T", "学", "X" * 2_000),
)
_PATHS = (
    *(
        "/",
        "/api/v1/coverage?region=530124",
        "/api/v1/schools?cursor=%00",
        "/../../etc/passwd",
        "/%2e%2e/%2e%2e/etc/passwd",
    ),
    *(
        "/things/%ff%fe",
        "/search?q=%F0%9F%98%80%00",
        "//example.org/",
        "http://example.org/",
        "*",
        "",
        "/" + "a" * 9_000,
    ),
    *(
        "/?" + "a=1&" * 3_000,
        "/api/v1/network?focus[]=1&hops=1e9",
        "/maps?view=\u202e",
        CYPHER,
        f"{CYPHER}?format=../x",
    ),
)
_VERSIONS = ("HTTP/1.1", "HTTP/1.0", "HTTP/2", "HTTP/9.9", "", "HTTP/1.1\r\nX: y")
_HEADERS = (
    *("Host: x", "Host:", "Host: a\r\nHost: b", "Content-Length: 5", "Content-Length: -1", "Content-Length: 9" * 20),
    *("Transfer-Encoding: chunked", "Transfer-Encoding: chunked\r\nContent-Length: 3", "Transfer-Encoding: gzip, x"),
    *("Accept: text/csv", "Accept: " + "a/b," * 500, "Accept-Language: zh;q=2,*;q=x", "If-None-Match: \"" + "x" * 500),
    *("Range: bytes=0-,-1,5-", "Cookie: " + "a=b;" * 500, "Content-Type: application/json", "Expect: 100-continue"),
    *("X-Forwarded-For: ::::, 1.2.3.4", "Origin: null", "Connection: upgrade\r\nUpgrade: websocket"),
    *("a b: c", ": x", "\0: \0"),
)  # fmt: skip
_BODIES = (
    b"",
    b"5\r\nhello\r\n0\r\n\r\n",
    b"ffffffffffffffff\r\n",
    b'{"statement": "RETURN 1"}',
    b"[" * 5_000,
    b"\xff\x00" * 500,
)
_PATIENCE_S = 0.5
_STATUS = re.compile(rb"HTTP/1\.[01] (\d{3})")


def _request(chance: Random) -> bytes:
    """A request of which each part is, by half, one that could be sent."""
    parts = (_METHODS, _PATHS, _VERSIONS)
    line = " ".join(part[0] if chance.random() < 0.5 else chance.choice(part) for part in parts)
    headers = ["Host: x"] * (chance.random() < 0.8) + chance.sample(_HEADERS, chance.randrange(4))
    head = "\r\n".join([line, *headers, "", ""]).encode("utf-8", "surrogatepass")
    raw = bytearray(head + (b"" if chance.random() < 0.5 else chance.choice(_BODIES)))
    if chance.random() < 0.3 and raw:
        raw[chance.randrange(len(raw))] = chance.randrange(256)
    return bytes(raw)


def _answered(address: tuple[str, int], raw: bytes) -> int | None:
    """The status of the first answer to some bytes; None without one, as where it waits for more of them."""
    with socket.create_connection(address, timeout=_PATIENCE_S) as connection:
        try:
            connection.sendall(raw)
            got = connection.recv(4096)
        except (ConnectionError, TimeoutError):
            return None
    found = _STATUS.match(got)
    assert found or not got, got[:100]
    return int(found[1]) if found else None


@pytest.mark.long
def test_no_request_is_a_defect(
    client: httpx.Client, sized: Callable[[int, int], int], record_property: Callable[[str, object], None]
) -> None:
    before = client.get("/health/ready").json()
    chance = Random(1)
    assert client.base_url.port
    address = (client.base_url.host, client.base_url.port)
    ends: Counter[int | None] = Counter()
    for _ in range(sized(150, 20_000)):
        raw = _request(chance)
        status = _answered(address, raw)
        assert status is None or status < 500 or status in (501, 503), raw[:300]
        ends[status] += 1
    record_property("ends", dict(ends.most_common()))
    assert ends[400]
    assert client.get("/health/ready").json() == before
