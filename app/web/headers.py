"""What every response has: headers by which nothing is sniffed, told to other sites or fetched from them, and HEAD."""

from __future__ import annotations

from starlette.datastructures import MutableHeaders
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.maps.assets import content_policy

NOTHING = "default-src 'none'; frame-ancestors 'none'"
"""Content-Security-Policy of JSON: a browser that shows it may load and run nothing."""


def map_headers(others: str = "") -> dict[str, str]:
    """The policy of a map's page. Our own pages may have it in a frame, and `others`."""
    ancestors = f"'self' {others}".strip()
    return {"Content-Security-Policy": f"{content_policy('served')}; frame-ancestors {ancestors}"}


def page_policy(*, charts: bool = False, frames: bool = False) -> str:
    """Content-Security-Policy of our own pages: scripts of ours, which ask nobody else, and no frame but one of ours.

    What draws charts styles what it draws by itself, so that a page with charts lets styles stand in elements."""
    styles = "'self' 'unsafe-inline'" if charts else "'self'"
    framed = "frame-src 'self'; " if frames else ""
    return (
        f"default-src 'none'; style-src {styles}; script-src 'self'; connect-src 'self'; {framed}img-src data:; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )


def security_headers() -> dict[str, str]:
    """The headers with the values that a response has unless it brings its own."""
    return {
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "no-referrer",
        "Content-Security-Policy": NOTHING,
        "Cross-Origin-Opener-Policy": "same-origin",
        # A load changes answers: whoever keeps one asks again before using it.
        "Cache-Control": "no-cache",
    }


class SecurityHeaders:
    """Adds the headers to every response that lacks them."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, and the response back with its headers."""

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in security_headers().items():
                    headers.setdefault(name, value)
            await send(message)

        await self.app(scope, receive, send_with_headers if scope["type"] == "http" else send)


def for_other_sites(origins: str) -> list[Middleware]:
    """Lets pages of such origins ("*" for all) read what is answered, errors too; none where nobody is named."""
    if not origins:
        return []
    return [
        Middleware(
            CORSMiddleware,
            allow_origins=origins.split(),
            allow_methods=["GET", "HEAD", "POST"],
            allow_headers=["Content-Type", "If-None-Match"],
            expose_headers=["ETag", "Content-Disposition", "Retry-After", "Huoshui-Receipt"],
            max_age=86_400,
        )
    ]


class HeadAsGet:
    """Answers HEAD as GET, without the body."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass HEAD on as GET, and of the response its status and headers."""

        async def send_without_body(message: Message) -> None:
            await send({**message, "body": b""} if message["type"] == "http.response.body" else message)

        if scope["type"] == "http" and scope["method"] == "HEAD":
            await self.app({**scope, "method": "GET"}, receive, send_without_body)
        else:
            await self.app(scope, receive, send)
