"""What a client accepts and what it has already, by its Accept and If-None-Match headers (RFC 9110)."""

from __future__ import annotations

from fastapi import Request
from werkzeug.datastructures import MIMEAccept
from werkzeug.http import parse_accept_header, parse_etags, unquote_etag


def prefers(request: Request, offered: str, default: str) -> bool:
    """Whether the client ranks `offered` above `default`. Wildcards rank both alike, so the default is sent."""
    ranked = parse_accept_header(request.headers.get("accept"), MIMEAccept)
    return bool(ranked.quality(offered) > ranked.quality(default))


def has_already(request: Request, tag: str) -> bool:
    """Whether the client has what goes by this ETag. A tag that was weakened on the way is the same here."""
    value, _ = unquote_etag(tag)
    return parse_etags(request.headers.get("if-none-match")).contains_weak(value)
