"""What stands around the whole app, its last resort for errors included: where it lies, and an end before its end."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

from fastapi import Request, Response
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.web.pages.addresses import ROOT_PATH
from graph.errors import ServerStopping
from graph.today import TIMEZONE

Refuse = Callable[[Request, Any], Response]
LOOPBACK = ("localhost", "127.0.0.1", "[::1]")


class WhereAndWhen:
    """Has addresses begin with a path, and takes those that do: a proxy may strip it or not. Inside there is none.

    And has today be the day that it is in a time zone."""

    def __init__(self, app: ASGIApp, root_path: str, timezone: str) -> None:
        self.app = app
        self.root_path = root_path
        self.timezone = timezone

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on without the path."""
        if scope["type"] == "http" and f"{scope['path']}/".startswith(f"{self.root_path}/"):
            root = len(self.root_path)
            scope = {**scope, "path": scope["path"][root:] or "/", "raw_path": scope["raw_path"][root:] or b"/"}
        token, zone = ROOT_PATH.set(self.root_path), TIMEZONE.set(self.timezone)
        try:
            await self.app(scope, receive, send)
        finally:
            ROOT_PATH.reset(token)
            TIMEZONE.reset(zone)


class AnsweredAtTheEnd:
    """A request that is broken off as the server stops gets 503, which says when to come back."""

    def __init__(self, app: ASGIApp, refuse: Refuse) -> None:
        self.app = app
        self.refuse = refuse

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on; where it is broken off before its answer began, answer."""
        has_begun = False

        async def noted(message: Message) -> None:
            nonlocal has_begun
            has_begun = True
            await send(message)

        try:
            await self.app(scope, receive, noted)
        except asyncio.CancelledError:
            if has_begun or scope["type"] != "http":
                raise
            error = ServerStopping("The server stops, and was not done in time", chinese="服务正在停止，没有来得及答完")
            await self.refuse(Request(scope), error)(scope, receive, send)


class AllowedHosts:
    """Answers requests that name one of these hosts (`*.example` for all below it) and no others.

    A page elsewhere may have its own name lead to this machine, and then reads what its visitors may: the name that
    the browser sends is still that of the page."""

    def __init__(self, app: ASGIApp, hosts: tuple[str, ...], refuse: Refuse) -> None:
        self.app = app
        self.hosts = hosts
        self.refuse = refuse

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or refuse it."""
        if scope["type"] == "http":
            request = Request(scope)
            host = request.headers.get("host", "").lower()
            if host and not self._is_allowed(host):
                error = HTTPException(421, f"{host[:80]} is no name of this server")
                await self.refuse(request, error)(scope, receive, send)
                return
        await self.app(scope, receive, send)

    def _is_allowed(self, host: str) -> bool:
        name = host if host.endswith("]") else host.rpartition(":")[0] or host
        return any(name == one or (one.startswith("*.") and name.endswith(one[1:])) for one in self.hosts)
