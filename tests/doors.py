"""Another address of a server, where a test comes between it and its clients."""

from __future__ import annotations

import select
import socket
import socketserver
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

HELLO_BYTES = 20
"""What a Bolt client says first: a mark and the versions that it offers."""


class Door(socketserver.ThreadingTCPServer):
    """Passes on what both sides say; a client whose hello `refuses` is answered as by a server of no common version."""

    def __init__(self, uri: str, refuses: Callable[[bytes], bool]) -> None:
        host, _, port = uri.removeprefix("bolt://").partition(":")
        self.behind = (host, int(port))
        self.refuses = refuses
        self.to_cut = 0
        """How many connections break off at the next word of their client, which stays without an answer."""
        super().__init__(("127.0.0.1", 0), _Passing)

    @property
    def uri(self) -> str:
        """Where clients come in."""
        return f"bolt://127.0.0.1:{self.server_address[1]}"

    def cuts(self) -> bool:
        """Whether a connection is to break off now."""
        self.to_cut -= 1
        return self.to_cut >= 0


class _Passing(socketserver.BaseRequestHandler):
    server: Door

    def handle(self) -> None:
        client: socket.socket = self.request
        hello = client.recv(HELLO_BYTES, socket.MSG_WAITALL)
        if self.server.refuses(hello):
            client.sendall(bytes(4))
            return
        with socket.create_connection(self.server.behind) as server:
            server.sendall(hello)
            other = {client: server, server: client}
            while True:
                for side in select.select(list(other), [], [])[0]:
                    data = side.recv(65_536)
                    if not data or (side is client and self.server.cuts()):
                        return
                    other[side].sendall(data)


@contextmanager
def door(uri: str, refuses: Callable[[bytes], bool] = lambda hello: not hello) -> Iterator[Door]:
    """A door to the server at `uri`, for as long as the context."""
    with Door(uri, refuses) as opened:
        thread = threading.Thread(target=opened.serve_forever)
        thread.start()
        try:
            yield opened
        finally:
            opened.shutdown()
            thread.join()
