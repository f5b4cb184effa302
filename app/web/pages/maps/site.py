"""What the site adds to a map: its navigation, the form of what the map is of, and addresses of what leads on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial

from fastapi import Request
from markupsafe import Markup

from app.map_files import MAP_FORMATS
from app.maps.page import Site
from app.maps.surroundings import Surroundings, surroundings
from app.texts import Language
from app.web.pages import addresses
from app.web.pages.layout import fragment, in_language, navigation, public_url
from app.web.pages.maps.query import OF_A_FOCUS, VIEWS, MapQuery
from app.web.pages.texts import PageTexts
from graph.answers import Library
from graph.model import TAKES_PART
from graph.subgraph import Subgraph

_LANGUAGES: tuple[Language, ...] = ("zh", "en")
_MOST = (300, 600, 1500)
_LEVELS = ("province", "prefecture", "county")


def surroundings_of(library: Library, subgraph: Subgraph, texts: PageTexts) -> Surroundings:
    """What surrounds a subgraph, with the addresses of pages in the reader's language. Raises a StoreError."""
    return surroundings(library.store, subgraph, partial(_page_of, texts))


def map_form(asked: MapQuery, texts: PageTexts, names: Mapping[str, str] | None = None) -> Markup:
    """The form in which a reader says of what a map is; `names` are of ids that may be open."""
    opened = [id_ for id_ in (asked.open or "").split(",") if id_]
    closing = [
        ((names or {}).get(id_, id_), addresses.maps(texts.language, _opened(asked, [x for x in opened if x != id_])))
        for id_ in opened
    ]
    text = fragment(
        "_map_form.html.j2",
        texts,
        asked=asked,
        views=VIEWS,
        levels=_LEVELS,
        most=_MOST,
        closing=closing,
        focus_search=addresses.suggestions(texts.language, TAKES_PART),
    )
    return Markup(text)  # noqa: S704 - a template's


def site_of(request: Request, asked: MapQuery, texts: PageTexts, subgraph: Subgraph) -> Site:
    """The site around the map of a subgraph that an address asks for."""
    language, base = texts.language, public_url(request)
    of_a_focus = asked.view_name in OF_A_FOCUS
    around = list(asked.some("ties").items())
    reached = [("start", asked.focus or ""), *asked.some("hops").items(), *around]
    dayless = [(name, value) for name, value in asked.pairs if name != "as_of"]
    # Behind the comma goes what is opened next.
    opening = [*_opened(asked, []), ("open", f"{asked.open},") if asked.open else ("open", "")]
    return replace(
        site_around(request, texts, alone=asked.alone),
        # Search engines take whole addresses only.
        canonical=base and base + addresses.maps(language, asked.pairs),
        alternates=[(PageTexts(each).tag, base + addresses.maps(each, asked.pairs)) for each in _LANGUAGES if base],
        search=addresses.search_page("", language),
        form=map_form(asked, texts, {node.id: node.name for node in subgraph.nodes}),
        scripts=[addresses.asset_address("search.js")],
        part=addresses.address("/maps/part", [("lang", language), *around, ("focus", "")]) if of_a_focus else "",
        beside=addresses.address("/maps/beside", [("lang", language), *asked.pairs, ("expand", "")])
        if of_a_focus
        else "",
        reach=addresses.question_page("reach", language, reached) if of_a_focus else "",
        opening=addresses.maps(language, opening) if asked.view_name == "overview" else "",
        step=addresses.maps(language, [*dayless, ("as_of", "")]) if not of_a_focus else "",
        embed=base + addresses.maps(language, [*asked.pairs, ("embed", "true")]),
        downloads=[
            (one.title, addresses.address("/maps/file", [("lang", language), *asked.pairs, ("format", one.name)]))
            for one in MAP_FORMATS.values()
        ],
    )


def site_around(request: Request, texts: PageTexts, *, alone: bool = False) -> Site:
    """What leads from any map to the rest of the site, and to the same map in the other language."""
    other: Language = "en" if texts.language == "zh" else "zh"
    return Site(
        navigation=[
            (texts.word("name"), addresses.address("/", [("lang", texts.language)])),
            *((link.words, link.address) for link in navigation(request, texts)),
        ],
        other_language=(PageTexts(other).tag, in_language(request, other)),
        alone=alone,
    )


def _opened(asked: MapQuery, ids: list[str]) -> list[tuple[str, str]]:
    others = [(name, value) for name, value in asked.pairs if name != "open"]
    return [*others, ("open", ",".join(ids))] if ids else others


def _page_of(texts: PageTexts, id_: str, label: str) -> str:
    return addresses.entity_page(id_, label, texts.language)
