"""The page around the map: one HTML text, or one file."""

from __future__ import annotations

import gc
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any, get_args

from markupsafe import Markup
from pydantic_core import to_json

from app.maps.assets import (
    SCRIPT_NAMES,
    STYLE_NAMES,
    Assets,
    checked_assets_url,
    content_policy,
    inline_script,
    inline_style,
    served_at,
)
from app.maps.beside import beside, templates
from app.maps.drawing import Drawing, draw
from app.maps.layout import Layout
from app.maps.limit import Drawable, drawable, left_out
from app.maps.marks import PLACE_TYPES, TYPE
from app.maps.outlines import OUTLINES, Outline, OutlineKind, outlines
from app.maps.styles import DASHED, DOTTED, DOTTED_ENDED, DOTTED_UNDATED
from app.maps.surroundings import NOTHING_AROUND, Surroundings
from app.maps.tables import FIRST_ROWS, link_rows, node_rows
from app.maps.texts import MapTexts
from app.texts import Language
from graph.errors import BadParameter
from graph.model import LINK_TYPES
from graph.subgraph import Subgraph
from graph.today import today

# The words that the scripts show by themselves.
_SCRIPT_WORDS = (
    "any_day", "as_of", "bring_back", "counts", "details_hint", "details_links", "evidence", "expand",
    "expand_failed", "failed", "hidden_nodes", "hide", "list_separator", "more_rows", "none", "none_shown", "open",
    "path_choose", "path_end", "path_found", "path_from", "path_none", "path_title", "pause", "play",
    "search_everywhere", "search_found", "search_hidden", "search_none", "show_all", "show_hidden", "step_failed",
    "take_away", "what_if_answer", "what_if_reach", "what_if_ties", "without",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Around:
    """How far a map looks around its focus, so that it can tell who is within reach on another day or without someone.

    `follows` are the link types that reach follows; around a region what lies in it and below it counts, too."""

    hops: int
    follows: Sequence[str]
    is_region: bool = False


@dataclass(frozen=True, slots=True)
class Site:
    """What the web app adds to a map that it serves: addresses, each "" for none, and (words, address) of others."""

    navigation: Sequence[tuple[str, str]] = ()
    other_language: tuple[str, str] | None = None
    """The other language as HTML names it, and where the same map is in it."""
    canonical: str = ""
    """The one address by which search engines know the map."""
    alternates: Sequence[tuple[str, str]] = ()
    """(language as HTML names it, address) of the map in each language."""
    search: str = ""
    """Of the search of the whole graph; what is looked for goes behind."""
    form: Markup = field(default_factory=Markup)
    """In which a reader says of what the map is."""
    scripts: Sequence[str] = ()
    """Addresses of scripts that the form works with."""
    part: str = ""
    """Of what is around one more node; its id goes behind."""
    beside: str = ""
    """Of what stands beside the map once more was brought in; the ids of those around which it was go behind."""
    reach: str = ""
    """Of the answer that tells who is reached."""
    opening: str = ""
    """Of the same map with one more of its regions or groups opened; the id goes behind."""
    step: str = ""
    """Of the same map on another day; the day goes behind."""
    embed: str = ""
    """Of the map alone, to stand in a frame of another page."""
    downloads: Sequence[tuple[str, str]] = ()
    alone: bool = False
    """Whether it stands in such a frame: no heading, no tables."""


@dataclass(frozen=True, slots=True)
class MapPage:
    """What a map page says, and how."""

    title: str
    texts: MapTexts
    as_of: int
    caption: str = ""
    assets: Assets = "inline"
    assets_url: str = "/assets"
    timed: bool = False
    """Whether the subgraph holds links of any day, among which a reader chooses."""
    day: int = 0
    """The first choice, as YYYYMMDD; 0 for any day."""
    days: Sequence[int] = ()
    """Days on which something changes, of a map of one day: the page asks the site for each (YYYYMMDD)."""
    around: Around | None = None
    surroundings: Surroundings = NOTHING_AROUND
    outline: OutlineKind = OUTLINES[0]
    off: Sequence[str] = ()
    """Marks of what is hidden at first."""
    layout: Layout | None = None
    fit: Sequence[str] = ()
    """Ids of what is seen at first; empty for all."""
    site: Site = field(default_factory=Site)
    about: Sequence[str] = ()
    """What a file that is taken away says of itself, a line each."""

    @property
    def sizes_by_kind(self) -> bool:
        """Whether nodes are as large as what they are makes them; a view with sizes of its own says so in its notes."""
        return not (self.layout and self.layout.marks)


def render_map(
    subgraph: Subgraph,
    *,
    title: str,
    language: Language = "zh",
    caption: str = "",
    assets: Assets = "inline",
    assets_url: str = "/assets",
    as_of: int | None = None,
    surroundings: Surroundings = NOTHING_AROUND,
) -> str:
    """One HTML page (UTF-8) with the subgraph as a map, its legend, and the same content as tables.

    `inline` is one file that opens with no network at all; `served` takes ASSET_NAMES from the path `assets_url`.
    `as_of` is a day as YYYYMMDD, today if None: links that ended before it are dashed. The same subgraph, day and words
    give the same bytes. Raises BadParameter, and ValueError where ids repeat or a link lacks an end."""
    if language not in get_args(Language):
        raise BadParameter("language", f"{language!r} is none of {', '.join(get_args(Language))}")
    if assets not in get_args(Assets):
        raise BadParameter("assets", f"{assets!r} is none of {', '.join(get_args(Assets))}")
    texts, url = MapTexts(language), checked_assets_url(assets_url)
    page = MapPage(title, texts, _day(as_of), caption, assets, url, surroundings=surroundings)
    return render(subgraph, page)


def render(subgraph: Subgraph, page: MapPage, drawing: Drawing | None = None) -> str:
    """The same, of a page that is described as a whole; `drawing` is what it draws, where that is known already."""
    with _nothing_collected():
        drawn = Drawable(subgraph) if drawing else drawable(subgraph)
        return (
            templates()
            .get_template("map.html.j2")
            .render(_context(drawn, page, drawing or drawing_of(drawn.subgraph, page)))
        )


def drawing_of(subgraph: Subgraph, page: MapPage) -> Drawing:
    """What a page draws of a subgraph."""
    return draw(subgraph, page.texts, page.as_of, page.layout, page.surroundings)


def json_for_script(data: object) -> Markup:
    """JSON that can stand inside <script>: no text in it can end the element, open a comment or break a line."""
    text = to_json(data, inf_nan_mode="null").decode()
    for char in "<>&\u2028\u2029":
        text = text.replace(char, f"\\u{ord(char):04x}")
    return Markup(text)  # noqa: S704 - escaped just above


def cited(drawing: Drawing, surroundings: Surroundings) -> dict[str, dict[str, str]]:
    """Source id → its title and the address of its page, of all that nodes and links cite."""
    ids = {told[0] for one in (*drawing.nodes, *drawing.edges) for told in one["evidence"] if told[0]}
    return {
        id_: {"title": surroundings.source_title(id_), "page": surroundings.source_address(id_)} for id_ in sorted(ids)
    }


def _context(drawn: Drawable, page: MapPage, drawing: Drawing) -> dict[str, Any]:
    subgraph, texts = drawn.subgraph, page.texts
    nodes = node_rows(drawing, subgraph.focus, FIRST_ROWS)
    drawn_outlines = outlines(subgraph, page.surroundings.regions)
    return {
        "page": page,
        "texts": texts,
        "word": texts.word,
        "day": day_text(page.as_of),
        "day_text": day_text,
        "data": json_for_script(_data(subgraph, drawing, drawn_outlines, page)),
        "beside": beside(subgraph, drawing, page),
        "outline_kinds": OUTLINES,
        "outlines": {outline.kind for outline in drawn_outlines},
        "nodes": nodes,
        "links": link_rows(drawing, texts, FIRST_ROWS),
        "node_count": len(drawing.nodes),
        "link_count": len(drawing.edges),
        "first_rows": FIRST_ROWS,
        "notice": left_out(drawn, texts),
        "policy": content_policy(page.assets),
        "served_at": served_at,
        "scripts": [(name, Markup(inline_script(name))) for name in SCRIPT_NAMES],  # noqa: S704 - installed files
        "styles": [(name, Markup(inline_style(name))) for name in STYLE_NAMES],  # noqa: S704
    }


def _data(subgraph: Subgraph, drawing: Drawing, drawn_outlines: Sequence[Outline], page: MapPage) -> dict[str, Any]:
    around = page.around
    return {
        "nodes": drawing.nodes,
        "edges": drawing.edges,
        "options": drawing.options,
        "focus": subgraph.focus,
        "hops": around.hops if around else None,
        "follows": [f"{TYPE}:{type_}" for type_ in around.follows] if around else [],
        "around_region": bool(around and around.is_region),
        "timed": page.timed,
        "days": [day_text(day) for day in page.days],
        "step": page.site.step,
        "day": day_text(page.day) if page.day else "",
        "today": page.as_of,
        "outlines": [asdict(outline) for outline in drawn_outlines],
        "outline": page.outline,
        "places": PLACE_TYPES,
        "off": page.off,
        "dashes": {"ended": DASHED, "dotted": DOTTED, "dotted_ended": DOTTED_ENDED, "undated": DOTTED_UNDATED},
        "dotted": [f"{TYPE}:{link_type.type}" for link_type in LINK_TYPES if link_type.look.dotted],
        "told_apart": _told_apart(drawing),
        "sources": cited(drawing, page.surroundings),
        "part": page.site.part,
        "beside": page.site.beside,
        "reach": page.site.reach,
        "opening": page.site.opening,
        "search": page.site.search,
        "fit": page.fit,
        "words": {key: page.texts.word(key) for key in _SCRIPT_WORDS},
    }


def _told_apart(drawing: Drawing) -> list[dict[str, str]]:
    """Links of one type between the same two, with what tells one from the others."""
    pairs = [(link["kind"], min(link["from"], link["to"]), max(link["from"], link["to"])) for link in drawing.edges]
    count = Counter(pairs)
    return [
        {"id": link["id"], "text": link["notes"] or link["since"] or link["kind"]}
        for link, pair in zip(drawing.edges, pairs, strict=True)
        if count[pair] > 1
    ]


@contextmanager
def _nothing_collected() -> Iterator[None]:
    """Keeps Python from looking for garbage meanwhile: all that is made lives until the page is written.

    Looking for it took a fifth of the time. Of several at once only those that found it on turn it on again."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


def day_text(day: int) -> str:
    """A day that is YYYYMMDD as people write it."""
    text = f"{day:08d}"
    return f"{text[:4]}-{text[4:6]}-{text[6:]}"


def _day(as_of: int | None) -> int:
    if as_of is None:
        return int(today().strftime("%Y%m%d"))
    try:
        datetime.strptime(str(as_of), "%Y%m%d")
    except ValueError as error:
        raise BadParameter("as_of", f"{as_of!r} is not a day as YYYYMMDD, such as 20240901") from error
    return as_of
