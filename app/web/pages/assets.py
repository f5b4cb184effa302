"""The files that pages need: this folder's own, those of the maps, and plotly.js from the installed plotly."""

from __future__ import annotations

import gzip
import hashlib
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from mimetypes import guess_type
from pathlib import Path

from app.maps import asset_path

OWN_NAMES = ("site.css", "charts.js")
PLOTLY = "plotly.min.js"
MAX_AGE_S = 3_600


@dataclass(frozen=True, slots=True)
class Asset:
    """A file's bytes, the same packed by gzip, its media type, and the tag by which a browser asks for changes."""

    body: bytes
    packed: bytes
    media_type: str
    etag: str


@cache
def asset(name: str) -> Asset:
    """One of the files by its name: nothing else can be read. Raises NotFound."""
    body = _path(name).read_bytes()
    # Packed once and kept: doing it at every request would hold up the others, for half a second in plotly.js's case.
    packed = gzip.compress(body, mtime=0)
    etag = f'"{hashlib.sha256(body).hexdigest()[:16]}"'
    return Asset(body, packed, guess_type(name)[0] or "application/octet-stream", etag)


def _path(name: str) -> Path:
    if name in OWN_NAMES:
        return Path(__file__).parent / "static" / name
    return _plotly_folder() / "package_data" / PLOTLY if name == PLOTLY else asset_path(name)


def _plotly_folder() -> Path:
    # Found, not imported: serving a file needs nothing of it.
    spec = find_spec("plotly")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("plotly is not installed: its folder holds plotly.js")
    return Path(spec.origin).parent
