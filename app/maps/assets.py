"""The scripts and styles of a map page: vis-network from the installed pyvis, the others from this folder."""

from __future__ import annotations

import base64
import hashlib
import re
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Literal

from graph.errors import BadParameter, NotFound

Assets = Literal["inline", "served"]

_VIS = "templates/lib/vis-9.1.2"
SCRIPT_NAMES = (
    "vis-network.min.js",
    "map-state.js",
    "map-shown.js",
    "map-places.js",
    "map-layers.js",
    "map.js",
    "map-brought.js",
    "map-parts.js",
    "map-steps.js",
    "map-drag.js",
    "map-keys.js",
    "map-days.js",
    "map-tables.js",
    "map-panel.js",
)
STYLE_NAMES = ("vis-network.css", "tokens.css", "map.css")
ASSET_NAMES = (*SCRIPT_NAMES, *STYLE_NAMES)


def asset_path(name: str) -> Path:
    """The installed file behind one of ASSET_NAMES, for the web app to serve. Raises NotFound for any other name."""
    if name not in ASSET_NAMES:
        raise NotFound(f"A map has no asset {name!r}", next_step=f"The assets are {', '.join(ASSET_NAMES)}.")
    if name.startswith("vis-network"):
        return _pyvis_folder() / _VIS / name
    return Path(__file__).parent / "static" / name


@cache
def version_of(path: Path) -> str:
    """What tells a file's content from any other in its address."""
    return hashlib.sha256(path.read_bytes()).hexdigest()[:16]


def served_at(name: str, url: str) -> str:
    """The address of an asset below a path, with its version: a browser may keep it for good."""
    return f"{url}/{name}?v={version_of(asset_path(name))}"


@cache
def inline_script(name: str) -> str:
    """A script to stand between <script> and </script>: nothing in it can end or confuse that element."""
    text = _asset_text(name)
    # Without the map's name a browser's tools don't go looking for a file that isn't there.
    text = re.sub(r"^//# sourceMappingURL=.*$", "", text, flags=re.MULTILINE)
    # Such text stands in strings and regular expressions only, where the backslash changes nothing.
    return re.sub(r"<(?=/script|!--)", r"<\\", text, flags=re.IGNORECASE)


@cache
def inline_style(name: str) -> str:
    """A stylesheet to stand between <style> and </style>."""
    return re.sub(r"<(?=/style)", r"<\\", _asset_text(name), flags=re.IGNORECASE)


def content_policy(assets: Assets) -> str:
    """The page's Content-Security-Policy: nothing is fetched, and only the scripts and styles named here run.

    Inline ones are named by digest, served ones by the page's own origin."""
    if assets == "served":
        # It asks its own server for what is around a node.
        scripts, styles, asked, forms = "'self'", "'self'", "connect-src 'self'; ", "'self'"
    else:
        scripts = " ".join(_digest(inline_script(name)) for name in SCRIPT_NAMES)
        styles = " ".join(_digest(inline_style(name)) for name in STYLE_NAMES)
        asked, forms = "", "'none'"
    # data: are the pictures inside vis-network's own stylesheet and the page's empty icon.
    return (
        f"default-src 'none'; script-src {scripts}; style-src {styles}; img-src data:; {asked}"
        f"base-uri 'none'; form-action {forms}"
    )


def checked_assets_url(url: str) -> str:
    """`url` without a slash at its end. Raises BadParameter when it could lead to another machine."""
    if re.match(r"[a-zA-Z][a-zA-Z0-9+.-]*:|[\\/]{2}|[^/]", url) or not re.fullmatch(r"[\w./~-]*", url, re.ASCII):
        raise BadParameter("assets_url", f"{url!r} is not a path on this server, such as /assets")
    return url.rstrip("/")


def _asset_text(name: str) -> str:
    # Universal newlines: a browser turns CR LF into LF before it takes the digest.
    return asset_path(name).read_text(encoding="utf-8")


@cache
def _digest(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


@cache
def _pyvis_folder() -> Path:
    # Found, not imported: importing pyvis brings in IPython, and serving a file needs neither.
    spec = find_spec("pyvis")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("pyvis is not installed: its folder holds vis-network")
    return Path(spec.origin).parent
