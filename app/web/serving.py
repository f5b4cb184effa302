"""Running the app: a socket of our own, so that the address is known before anything answers at it."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable
from contextlib import suppress

import uvicorn
from fastapi import FastAPI

from app.web.connections import BoundedProtocol, most_connections
from app.web.logs import calm_logs
from graph import Settings
from graph.errors import BadParameter

BACKLOG = 128
GRACE_S = 5
"""Seconds that open requests get to end when the server stops."""
KEEP_ALIVE_S = 75
"""Seconds that an idle connection stays open: longer than clients keep theirs, most of them 5 s or 60 s. Whoever closes
first must be the client, or a request that is just on its way is lost."""


class Server(uvicorn.Server):
    """A uvicorn that tells when it answers."""

    def __init__(self, config: uvicorn.Config, on_ready: Callable[[], object]) -> None:
        super().__init__(config)
        self._on_ready = on_ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start, then say so."""
        await super().startup(sockets)
        if self.started:
            self._on_ready()


def run(app: FastAPI, host: str, port: int, on_ready: Callable[[str], object]) -> None:
    """Serve until interrupted. Raises BadParameter where the address can't be listened at."""
    how = config(app)
    with listen(host, port) as listening, calm_logs():
        url = address(listening)
        # Ctrl-C is how it is meant to end; uvicorn has shut down cleanly by then.
        with suppress(KeyboardInterrupt):
            Server(how, lambda: on_ready(url)).run([listening])


def config(app: FastAPI) -> uvicorn.Config:
    """How uvicorn runs: quiet but for warnings, no web sockets, no header that names it."""
    settings: Settings = app.state.keeper.settings
    return uvicorn.Config(
        app,
        log_level="warning",
        access_log=False,
        server_header=False,
        proxy_headers=bool(settings.trusted_proxies),
        forwarded_allow_ips=settings.trusted_proxies.split(),
        ws="none",
        http=bounded(behind_a_proxy=bool(settings.trusted_proxies)),
        timeout_graceful_shutdown=GRACE_S,
        timeout_keep_alive=KEEP_ALIVE_S,
    )


def bounded(*, behind_a_proxy: bool) -> type[BoundedProtocol]:
    """Connections with bounds; those of a proxy are everyone's, and it has bounds for each."""
    most = most_connections()
    of_one = 0 if behind_a_proxy else most // 4
    return type("Bounded", (BoundedProtocol,), {"most": most, "most_of_one": of_one})


def listen(host: str, port: int) -> socket.socket:
    """A listening socket; port 0 picks a free one. Raises BadParameter, which says what is in the way."""
    try:
        family, _, _, _, target = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[0]
        # Named as TCP, or asyncio leaves Nagle's algorithm on and a small answer waits 40 ms for an acknowledgement.
        listening = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
        try:
            if os.name == "posix":  # elsewhere it would let two servers share the port
                listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listening.bind(target)
            listening.listen(BACKLOG)
        except OSError:
            listening.close()
            raise
    except OSError as error:
        raise BadParameter(
            "port",
            f"can't listen at {host}:{port}: {error.strerror or error}",
            next_step="Choose another with HUOSHUI_PORT (0 picks a free one) or HUOSHUI_HOST.",
        ) from error
    return listening


def address(listening: socket.socket) -> str:
    """The URL at which a listening socket is reached."""
    host, port = listening.getsockname()[:2]
    return f"http://[{host}]:{port}" if listening.family == socket.AF_INET6 else f"http://{host}:{port}"
