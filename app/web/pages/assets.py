"""The files that pages need: this folder's stylesheet, and those of the maps from the installed packages."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cache
from mimetypes import guess_type
from pathlib import Path

from app.maps import asset_path

STYLESHEET = "site.css"
MAX_AGE_S = 3_600


@dataclass(frozen=True, slots=True)
class Asset:
    """A file's bytes, its media type and the tag by which a browser asks whether it has changed."""

    body: bytes
    media_type: str
    etag: str


@cache
def asset(name: str) -> Asset:
    """One of the files by its name: nothing else can be read. Raises NotFound."""
    path = Path(__file__).parent / "static" / STYLESHEET if name == STYLESHEET else asset_path(name)
    body = path.read_bytes()
    return Asset(body, guess_type(name)[0] or "application/octet-stream", f'"{hashlib.sha256(body).hexdigest()[:16]}"')
