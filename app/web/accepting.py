"""What a client accepts, prefers and has already, by the headers of its request (RFC 9110)."""

from __future__ import annotations

from fastapi import Request
from werkzeug.datastructures import LanguageAccept, MIMEAccept
from werkzeug.http import parse_accept_header, parse_etags, unquote_etag

from app.texts import Language

_LANGUAGES: dict[str, Language] = {"zh": "zh", "en": "en"}

JSON_TYPE = "application/json"


def preferred(request: Request, default: str, *others: str) -> str:
    """The media type that the client ranks first. Wildcards rank all alike, so the default is sent."""
    ranked = parse_accept_header(request.headers.get("accept"), MIMEAccept)
    return max((default, *others), key=ranked.quality)


def has_already(request: Request, tag: str) -> bool:
    """Whether the client has what goes by this ETag. A tag that was weakened on the way is the same here."""
    value, _ = unquote_etag(tag)
    return parse_etags(request.headers.get("if-none-match")).contains_weak(value)


def preferred_language(request: Request) -> Language:
    """The language that the client ranks first; Chinese where it names none of both."""
    ranked = parse_accept_header(request.headers.get("accept-language"), LanguageAccept)
    return _LANGUAGES[ranked.best_match(list(_LANGUAGES), default="zh")]
