"""Connections: how much and how slowly a client may send or take, and how many there are, before an app sees them.

uvicorn's protocol with bounds: a proxy in front has them too, and an instance without one needs them."""

from __future__ import annotations

import asyncio
import json
import resource
from http import HTTPStatus
from typing import Any

from uvicorn.protocols.http.httptools_impl import STATUS_LINE, HttpToolsProtocol, RequestResponseCycle

HEAD_BYTES = 32_000
"""A request's address and headers, at most; browsers send 1 to 2 kB, and an address of ours has at most some 8."""
HEAD_S = 20.0
"""How long these may take from the first byte, and a new connection to its first."""
BODY_S = 30.0
"""How long a body may take, which is at most 64 kB."""
STALL_S = 60.0
"""How long a client may take nothing of what it is sent."""
MOST = 1_000
_SPARE_DESCRIPTORS = 200
"""For the store, pipes, files and the log."""
_TOLD = {
    408: (
        "Send the request faster.",
        f"It took longer than {HEAD_S:g} s for the headers or {BODY_S:g} s for the body.",
    ),
    431: ("Shorten the address or the headers.", f"Address and headers are larger than {HEAD_BYTES:,} bytes."),
    503: ("Try again in some seconds.", "As many connections are open as may be."),
}


def most_connections() -> int:
    """Connections at once: fewer where there are not descriptors enough, so that accepting one never fails."""
    descriptors, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    return MOST if descriptors == resource.RLIM_INFINITY else max(16, min(MOST, descriptors - _SPARE_DESCRIPTORS))


class BoundedProtocol(HttpToolsProtocol):
    """One connection. `most` are there in all, `most_of_one` from one address; 0 is no bound."""

    most = 0
    most_of_one = 0
    head_s = HEAD_S
    body_s = BODY_S
    stall_s = STALL_S

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Refuse one too many, and wait for a request for so long."""
        super().connection_made(transport)
        self._head = self._unfinished = 0
        self._refused = self._has_begun = False
        self._deadline: asyncio.TimerHandle | None = None
        self._stall: asyncio.TimerHandle | None = None
        of_one = sum(getattr(one, "address", None) == self.address for one in self.connections)
        if 0 < self.most < len(self.connections) or 0 < self.most_of_one < of_one:
            self._refuse(503)
        else:
            self._wait(self.head_s)

    @property
    def address(self) -> str:
        """Where it comes from."""
        return self.client[0] if self.client else ""

    def connection_lost(self, exc: Exception | None) -> None:
        """Nothing is waited for any more."""
        self._wait(None)
        self._unstall()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Parse what came, unless more came than may without an end of anything."""
        if self._refused:
            return
        self._unfinished += len(data)
        super().data_received(data)
        if not self._refused and max(self._unfinished, self._head) > HEAD_BYTES:
            self._refuse(431)

    def on_message_begin(self) -> None:
        """A request begins: so long for its headers."""
        super().on_message_begin()
        self._has_begun = True
        self._head = self._unfinished = 0
        self._wait(self.head_s)

    def on_header(self, name: bytes, value: bytes) -> None:
        """Count it; trailers behind a body come here, too."""
        self._head += len(name) + len(value) + len(b": \r\n")
        super().on_header(name, value)

    def on_headers_complete(self) -> None:
        """So long for its body."""
        self._unfinished = 0
        if self._refused or self._head + len(self.url) > HEAD_BYTES:
            self._refuse(431)
            return
        self._wait(self.body_s)
        super().on_headers_complete()

    def on_body(self, body: bytes) -> None:
        """A part of the body."""
        self._unfinished = 0
        if not self._refused:
            super().on_body(body)

    def on_message_complete(self) -> None:
        """The request is here."""
        if not self._refused:
            self._wait(None)
            super().on_message_complete()

    def pause_writing(self) -> None:
        """The client takes nothing: for so long."""
        super().pause_writing()
        self._stall = self.loop.call_later(self.stall_s, self.transport.abort)

    def resume_writing(self) -> None:
        """It takes again."""
        self._unstall()
        super().resume_writing()

    def _unstall(self) -> None:
        if self._stall is not None:
            self._stall.cancel()
            self._stall = None

    def _wait(self, seconds: float | None) -> None:
        if self._deadline is not None:
            self._deadline.cancel()
        self._deadline = None if seconds is None else self.loop.call_later(seconds, self._too_slow)

    def _too_slow(self) -> None:
        if not self._has_begun:
            self.transport.close()
        elif self._has_begun_to_answer:
            self.transport.abort()
        else:
            self._refuse(408)

    @property
    def _has_begun_to_answer(self) -> bool:
        cycle: RequestResponseCycle | None = self.cycle
        return cycle is not None and cycle.response_started and not cycle.response_complete

    def _refuse(self, status: int) -> None:
        """Answer with a problem and close. What still comes is not read."""
        if self._refused:
            return
        self._refused = True
        self._wait(None)
        step, detail = _TOLD[status]
        problem: dict[str, Any] = {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": status}
        body = json.dumps(problem | {"detail": detail, "next_step": step}).encode()
        retry = b"retry-after: 5\r\n" if status == 503 else b""
        self.transport.write(
            b"%scontent-type: application/problem+json\r\ncontent-length: %d\r\nconnection: close\r\n%s\r\n%s"
            % (STATUS_LINE[status], len(body), retry, body)
        )
        self.transport.close()
