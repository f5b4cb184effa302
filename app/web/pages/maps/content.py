"""A map as the site shows it: with its navigation, the form of what it is of, and addresses of what leads on."""

from __future__ import annotations

from functools import partial

from fastapi import Request
from markupsafe import Markup

from app.map_files import MAP_FORMATS
from app.maps.layout import lay_out
from app.maps.limit import drawable
from app.maps.marks import PLACE_TYPES
from app.maps.network import around, caption, day_of
from app.maps.outlines import OutlineKind
from app.maps.page import MapPage, Site
from app.maps.surroundings import Surroundings, surroundings
from app.maps.texts import MapTexts
from app.texts import Language
from app.web.pages import addresses
from app.web.pages.layout import fragment, in_language, navigation, public_url
from app.web.pages.maps.query import MapQuery
from app.web.pages.texts import PageTexts
from graph.answers import Answer, Library
from graph.subgraph import Subgraph


def surroundings_of(library: Library, subgraph: Subgraph, texts: PageTexts) -> Surroundings:
    """What surrounds a subgraph, with the addresses of pages in the reader's language. Raises a StoreError."""
    return surroundings(library.store, subgraph, partial(_page_of, texts))


def network_map(
    request: Request, library: Library, answer: Answer, asked: MapQuery, layout: OutlineKind, texts: PageTexts
) -> MapPage:
    """The map of a `network` answer of any day, which opens on the day that was asked for."""
    subgraph: Subgraph = answer.extra["view"]
    focus = next(node for node in subgraph.nodes if node.id == subgraph.focus)
    known = surroundings_of(library, subgraph, texts)
    regions = {id_: region for id_, (region, _) in known.regions.items()} if layout == "regions" else None
    map_texts = MapTexts(texts.language)
    return MapPage(
        focus.name,
        map_texts,
        day_of(None),
        caption(answer.receipt, map_texts),
        "served",
        timed=True,
        day=asked.day,
        around=around(answer.receipt, focus.label),
        surroundings=known,
        outline=layout,
        # Outlines tell where something lies.
        off=PLACE_TYPES,
        layout=lay_out(drawable(subgraph).subgraph, regions),
        site=_site(request, asked, layout, texts),
    )


def _site(request: Request, asked: MapQuery, layout: OutlineKind, texts: PageTexts) -> Site:
    language = texts.language
    other: Language = "en" if language == "zh" else "zh"
    form = fragment("_map_form.html.j2", texts, asked=asked, layout=layout)
    focus = asked.focus or ""
    hops = [("hops", asked.hops)] if asked.hops else []
    ties = [("ties", asked.ties)] if asked.ties else []
    embedded = addresses.maps(language, [*asked.pairs, ("embed", "true")])
    return Site(
        navigation=[
            (texts.word("name"), addresses.address("/", [("lang", language)])),
            *((link.words, link.address) for link in navigation(request, texts)),
        ],
        other_language=(PageTexts(other).tag, in_language(request, other)),
        form=Markup(form),  # noqa: S704 - a template's
        part=addresses.address("/maps/part", [("lang", language), *ties, ("focus", "")]),
        reach=addresses.question_page("reach", language, [("start", focus), *hops, *ties]),
        embed=public_url(request) + embedded,
        downloads=[
            (one.title, addresses.address("/maps/file", [("lang", language), *asked.pairs, ("format", one.name)]))
            for one in MAP_FORMATS.values()
        ],
        alone=asked.alone,
    )


def _page_of(texts: PageTexts, id_: str, label: str) -> str:
    return addresses.entity_page(id_, label, texts.language)
