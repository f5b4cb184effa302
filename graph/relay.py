"""A loopback door in front of a database, which lets through so many bytes for so long.

The driver takes a record off the wire whole and builds its values before anyone can ask how large they are: one value
of a gigabyte would take this process down. Nor does it stop waiting when an engine doesn't keep its own time limit. So
a statement that isn't ours runs over a connection of its own through a relay, which counts and looks at the clock."""

from __future__ import annotations

import selectors
import socket
import ssl
import threading
import time
from contextlib import suppress
from typing import Literal

LOOPBACK = "127.0.0.1"
_CHUNK = 65_536
_LOOK_UP_S = 0.1
"""How often a silent connection is asked whether its time is over."""


class Relay:
    """Passes bytes between the driver, whose resolver `resolve` is, and the address that it asked for.

    `shut_by` says which limit ended it. A statement whose engine is still at work when its time is over goes into
    `outliving` until the engine lets go of it: its client is gone, but its load isn't."""

    def __init__(self, outliving: set[Relay], *, connect_timeout_s: float, tls: ssl.SSLContext | None = None) -> None:
        self.shut_by: Literal["bytes", "time"] | None = None
        self._outliving = outliving
        self._connect_timeout_s = connect_timeout_s
        self._tls = tls
        self._sockets: list[socket.socket] = []
        self._closed = threading.Event()
        self.allow(seconds=connect_timeout_s, size=_CHUNK)

    def allow(self, *, seconds: float, size: int) -> None:
        """Set the limits anew: `size` bytes from the database, within so many seconds from now."""
        self._bytes_left = size
        self._deadline = time.monotonic() + seconds

    def resolve(self, address: tuple[str, int]) -> list[tuple[str, int]]:
        """Open a way to a database and give the address to use in its place. Raises OSError."""
        host, port = address[0], int(address[1])
        server: socket.socket = socket.create_connection((host, port), self._connect_timeout_s)
        if self._tls is not None:
            try:
                server = self._tls.wrap_socket(server, server_hostname=host)
            except OSError:
                server.close()
                raise
        listener = socket.create_server((LOOPBACK, 0), backlog=1)
        listener.settimeout(self._connect_timeout_s)
        self._sockets.append(server)
        threading.Thread(target=self._serve, args=(listener, server), name="relay", daemon=True).start()
        return [(LOOPBACK, listener.getsockname()[1])]

    def close(self) -> None:
        """Break off whatever runs: the engine sees its client gone. One that is past its time is left to end."""
        if self.shut_by != "time":
            self.give_up()

    def give_up(self) -> None:
        """Break off in any case, and wait for no engine."""
        self._closed.set()
        for each in self._sockets:
            with suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)

    def _serve(self, listener: socket.socket, server: socket.socket) -> None:
        try:
            with server, suppress(OSError):
                with listener:
                    client, _ = listener.accept()
                self._sockets.append(client)
                with client:
                    self._pump(client, server)
                if self.shut_by == "time":
                    self._wait_for_the_engine(server)
        finally:
            self._outliving.discard(self)

    def _pump(self, client: socket.socket, server: socket.socket) -> None:
        with selectors.DefaultSelector() as ready:
            ready.register(client, selectors.EVENT_READ, server)
            ready.register(server, selectors.EVENT_READ, client)
            while not self._closed.is_set():
                seconds_left = self._deadline - time.monotonic()
                if seconds_left <= 0:
                    self.shut_by = "time"
                    self._outliving.add(self)
                    return
                for key, _ in ready.select(min(seconds_left, _LOOK_UP_S)):
                    data = _received(key.fileobj)
                    if data is None:
                        continue
                    if not data:
                        return
                    if key.fileobj is server and len(data) > self._bytes_left:
                        self.shut_by = "bytes"
                        key.data.sendall(data[: self._bytes_left])  # with the records that came before
                        return
                    if key.fileobj is server:
                        self._bytes_left -= len(data)
                    key.data.sendall(data)

    def _wait_for_the_engine(self, server: socket.socket) -> None:
        server.settimeout(None)
        # Whatever it says ends the wait, but for the two zero bytes by which Bolt keeps a connection alive.
        while not self._closed.is_set():
            data = server.recv(_CHUNK)
            if data.strip(b"\0") or not data:
                return


def _received(source: object) -> bytes | None:
    """What has come; empty at the end, None for what TLS keeps to itself, such as a new key."""
    assert isinstance(source, socket.socket)
    if not isinstance(source, ssl.SSLSocket):
        return source.recv(_CHUNK)
    timeout = source.gettimeout()
    source.settimeout(0)
    try:
        data = source.recv(_CHUNK)
        while source.pending():
            data += source.recv(source.pending())
        return data
    except ssl.SSLWantReadError:
        return None
    finally:
        source.settimeout(timeout)
