"""The files that pages need: this folder's own, those of the maps, and those that installed packages bring.

plotly.js is plotly's; the editor is Ace, which django-ace brings and keeps at its newest."""

from __future__ import annotations

import gzip
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from mimetypes import guess_type
from pathlib import Path

from app.maps import asset_path
from app.maps.assets import version_of

OWN_NAMES = ("site.css", "charts.js", "chart-pictures.js", "cypher.css", "cypher.js", "search.js", "stories.js")
PLOTLY = "plotly.min.js"
ACE = {name.rpartition("/")[2]: name for name in ("ace.js", "ext-language_tools.js", "css/ace.css")}
"""Where the editor's files lie in their folder, by name."""
_CALLED_AT_ONCE = b"//# allFunctionsCalledOnLoad\n"
"""Asks a browser to compile a script as it comes in, beside the page, instead of while the page waits for it."""
MAX_AGE_S = 3_600
MAX_AGE_OF_VERSION_S = 31_536_000
"""A year, for what was asked for by its version: another file has another address."""


@dataclass(frozen=True, slots=True)
class Asset:
    """A file's bytes, the same packed by gzip, its media type, and the tag by which a browser asks for changes."""

    body: bytes
    packed: bytes
    media_type: str
    etag: str


def asset_version(name: str) -> str:
    """What tells a file's content from any other in its address. Raises NotFound."""
    return version_of(_path(name))


@cache
def asset(name: str) -> Asset:
    """One of the files by its name: nothing else can be read. Raises NotFound."""
    body = _path(name).read_bytes()
    if name == PLOTLY:
        body = _CALLED_AT_ONCE + body
    # Packed once and kept: doing it at every request would hold up the others, for half a second in plotly.js's case.
    packed = gzip.compress(body, mtime=0)
    media_type = guess_type(name)[0] or "application/octet-stream"
    return Asset(body, packed, media_type, f'"{asset_version(name)}"')


def _path(name: str) -> Path:
    if name in OWN_NAMES:
        return Path(__file__).parent / "static" / name
    if name == PLOTLY:
        return _folder_of("plotly") / "package_data" / PLOTLY
    if name in ACE:
        return _folder_of("django_ace") / "static/django_ace/ace" / ACE[name]
    return asset_path(name)


def _folder_of(package: str) -> Path:
    # Found, not imported: serving a file needs nothing of what it comes in.
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError(f"{package} is not installed: its folder holds files that pages need")
    return Path(spec.origin).parent
