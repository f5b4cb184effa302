"""A cluster made up: doors in front of one Neo4j that answer ROUTE with whose turn it is to lead.

A door hands every Bolt message on and notes what was run through it. Only a server's reply to ROUTE is another one: the
cluster's routing table. What a real cluster adds, copies that lag and elect, it can't show; that each read carries the
bookmarks for which a copy waits, it can."""

from __future__ import annotations

import socket
import struct
import threading
from collections import deque
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from types import TracebackType

HOST = "127.0.0.1"
RUN, BEGIN, ROUTE, GOODBYE = 0x10, 0x11, 0x66, 0x02
RECORD, SUCCESS = 0x71, 0x70
_NEGOTIATED_AT_LENGTH = b"\x00\x00\x01\xff"


class Member:
    """One server of the cluster, as a driver sees it: an address, and what it was asked to run."""

    def __init__(self, cluster: Cluster) -> None:
        self._cluster = cluster
        self._listener = socket.create_server((HOST, 0))
        self._open: list[socket.socket] = []
        self.address = f"{HOST}:{self._listener.getsockname()[1]}"
        self.ran: list[bytes] = []
        threading.Thread(target=self._serve, daemon=True).start()

    def lose(self) -> None:
        """End it as a machine that is gone: nobody listens, and open connections break."""
        for each in (self._listener, *self._open):
            with suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)
            each.close()

    def _serve(self) -> None:
        with suppress(OSError):
            while True:
                client, _ = self._listener.accept()
                server = socket.create_connection(self._cluster.bolt)
                self._open += [client, server]
                threading.Thread(target=self._hand_on, args=(client, server), daemon=True).start()

    def _hand_on(self, client: socket.socket, server: socket.socket) -> None:
        waiting: deque[int] = deque()
        with client, server, suppress(OSError, EOFError):
            # Without the longer handshake a server answers with its version in four bytes, and messages follow.
            server.sendall(_exactly(client, 20).replace(_NEGOTIATED_AT_LENGTH, bytes(4)))
            client.sendall(_exactly(server, 4))
            threading.Thread(target=self._replies, args=(client, server, waiting), daemon=True).start()
            for message in _messages(client):
                signature = message[1]
                if signature != GOODBYE:
                    waiting.append(signature)
                if signature in (RUN, BEGIN):
                    self.ran.append(message)
                server.sendall(_chunked(message))

    def _replies(self, client: socket.socket, server: socket.socket, waiting: deque[int]) -> None:
        with client, server, suppress(OSError, EOFError):
            for message in _messages(server):
                # Whatever is no record ends the reply to the first request that waits for its own.
                asked = 0 if message[1] == RECORD else waiting.popleft()
                if asked == ROUTE:
                    message = bytes((0xB1, SUCCESS)) + _packed({"rt": self._cluster.table()})
                client.sendall(_chunked(message))


@dataclass
class Cluster:
    """Two members over the Neo4j at `bolt`. The first leads, the other is read."""

    bolt: tuple[str, int]
    members: list[Member] = field(default_factory=list)
    _leader: Member | None = None
    _next: Member | None = None
    _asked_before: int = 0

    def __enter__(self) -> Cluster:
        self.members = [Member(self), Member(self)]
        self.elect(self.members[0])
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for member in self.members:
            member.lose()

    @property
    def uri(self) -> str:
        """Where a driver begins: at the follower, as one that has no idea who leads."""
        return f"neo4j://{self.members[1].address}"

    def elect(self, leader: Member | None, *, asked: int = 0) -> None:
        """The routing table names this one as leader, or none; but only once it was asked for so many times."""
        self._next, self._asked_before = leader, asked
        if not asked:
            self._leader = leader

    def table(self) -> Mapping[str, object]:
        """The routing table, as the protocol has it."""
        if self._asked_before:
            self._asked_before -= 1
            if not self._asked_before:
                self._leader = self._next
        return {
            "ttl": 300,
            "db": "neo4j",
            "servers": [
                {"role": "WRITE", "addresses": [self._leader.address] if self._leader else []},
                {"role": "READ", "addresses": [self.members[1].address]},
                {"role": "ROUTE", "addresses": [member.address for member in self.members]},
            ],
        }


def _exactly(source: socket.socket, count: int) -> bytes:
    data = b""
    while len(data) < count:
        more = source.recv(count - len(data))
        if not more:
            raise EOFError
        data += more
    return data


def _messages(source: socket.socket) -> Iterator[bytes]:
    """Messages without their chunks' lengths; the empty ones that keep a connection alive are left out."""
    message = b""
    while True:
        (length,) = struct.unpack(">H", _exactly(source, 2))
        if length:
            message += _exactly(source, length)
        elif message:
            yield message
            message = b""


def _chunked(message: bytes) -> bytes:
    parts = (message[start : start + 0xFFFF] for start in range(0, len(message), 0xFFFF))
    return b"".join(struct.pack(">H", len(part)) + part for part in parts) + bytes(2)


def _packed(value: object) -> bytes:
    """PackStream, as much of it as a routing table needs."""
    if isinstance(value, int):
        return b"\xc9" + struct.pack(">h", value)
    if isinstance(value, str):
        text = value.encode()
        return b"\xd0" + bytes((len(text),)) + text
    if isinstance(value, Mapping):
        return bytes((0xA0 + len(value),)) + b"".join(_packed(key) + _packed(one) for key, one in value.items())
    assert isinstance(value, list)
    return bytes((0x90 + len(value),)) + b"".join(map(_packed, value))
