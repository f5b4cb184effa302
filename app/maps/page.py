"""The page around the map: one HTML text, or one file."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any, get_args

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup

from app.maps.assets import (
    SCRIPT_NAMES,
    STYLE_NAMES,
    Assets,
    checked_assets_url,
    content_policy,
    inline_script,
    inline_style,
)
from app.maps.drawing import draw
from app.maps.legend import legend
from app.maps.limit import Drawable, drawable, left_out
from app.maps.tables import link_rows, node_rows
from app.maps.texts import MapTexts
from app.texts import Language
from graph.errors import BadParameter
from graph.subgraph import Subgraph

# The words that map.js shows by itself.
_SCRIPT_WORDS = ("details_hint", "details_links", "failed", "search_found", "search_none")


@dataclass(frozen=True, slots=True)
class _Page:
    title: str
    caption: str
    texts: MapTexts
    assets: Assets
    assets_url: str
    as_of: int


def render_map(
    subgraph: Subgraph,
    *,
    title: str,
    language: Language = "zh",
    caption: str = "",
    assets: Assets = "inline",
    assets_url: str = "/assets",
    as_of: int | None = None,
) -> str:
    """One HTML page (UTF-8) with the subgraph as a map, its legend, and the same content as tables.

    `inline` is one file that opens with no network at all; `served` takes ASSET_NAMES from the path `assets_url`.
    `as_of` is a day as YYYYMMDD, today if None: links that ended before it are dashed. The same subgraph, day and words
    give the same bytes. Raises BadParameter, and ValueError where ids repeat or a link lacks an end."""
    if language not in get_args(Language):
        raise BadParameter("language", f"{language!r} is none of {', '.join(get_args(Language))}")
    if assets not in get_args(Assets):
        raise BadParameter("assets", f"{assets!r} is none of {', '.join(get_args(Assets))}")
    page = _Page(title, caption, MapTexts(language), assets, checked_assets_url(assets_url), _day(as_of))
    return _template().render(_context(drawable(subgraph), page))


def json_for_script(data: object) -> Markup:
    """JSON that can stand inside <script>: no text in it can end the element, open a comment or break a line."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), sort_keys=True, allow_nan=False)
    for char in "<>&\u2028\u2029":
        text = text.replace(char, f"\\u{ord(char):04x}")
    return Markup(text)  # noqa: S704 - escaped just above


def _context(drawn: Drawable, page: _Page) -> dict[str, Any]:
    subgraph, texts = drawn.subgraph, page.texts
    drawing = draw(subgraph, texts, page.as_of)
    nodes = node_rows(subgraph, texts)
    data = {
        "nodes": drawing.nodes,
        "edges": drawing.edges,
        "options": drawing.options,
        "focus": subgraph.focus,
        "words": {key: texts.word(key) for key in _SCRIPT_WORDS},
    }
    return {
        "page": page,
        "texts": texts,
        "word": texts.word,
        "day": f"{page.as_of:08d}",
        "data": json_for_script(data),
        "legend": legend(subgraph, texts, page.as_of),
        "nodes": nodes,
        "links": link_rows(subgraph, nodes, texts, page.as_of),
        "notice": left_out(drawn, texts),
        "policy": content_policy(page.assets),
        "scripts": [(name, Markup(inline_script(name))) for name in SCRIPT_NAMES],  # noqa: S704 - installed files
        "styles": [(name, Markup(inline_style(name))) for name in STYLE_NAMES],  # noqa: S704
    }


def _day(as_of: int | None) -> int:
    if as_of is None:
        return int(date.today().strftime("%Y%m%d"))
    try:
        datetime.strptime(str(as_of), "%Y%m%d")
    except ValueError as error:
        raise BadParameter("as_of", f"{as_of!r} is not a day as YYYYMMDD, such as 20240901") from error
    return as_of


@cache
def _template() -> Template:
    loader = FileSystemLoader(Path(__file__).parent / "templates")
    environment = Environment(
        loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    return environment.get_template("map.html.j2")
