"""GET /maps: a map that people explore, /maps/file: it as a file, /maps/part and /maps/beside: what a reader brings in.

They are pages and data for a browser: the OpenAPI document leaves them out."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict
from functools import reduce
from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Query, Request, Response

from app.map_files import MAP_FORMATS
from app.maps.beside import beside
from app.maps.content import map_content
from app.maps.page import cited, render
from app.maps.seen import MapPart, part_of
from app.maps.texts import MapTexts
from app.maps.views.flows import SHADES, flows_matrix
from app.web.headers import map_headers
from app.web.pages import addresses
from app.web.pages.layout import language_of, page, public_url
from app.web.pages.maps.file import FORMAT, seen_of
from app.web.pages.maps.query import OF_A_FOCUS, MapFileQuery, MapQuery
from app.web.pages.maps.site import map_form
from app.web.pages.maps.views import MapOf, map_of, reached_on
from app.web.pages.meant import elsewhere, read_ids
from app.web.pages.texts import PageTexts
from app.web.params import chosen
from app.web.replies import Reply, ReplyDep
from graph.answers import Library
from graph.errors import NotFound
from graph.questions import shipped_catalogue

PATH = "/maps"
router = APIRouter()


@router.get(PATH)
def maps(request: Request, reply: ReplyDep, asked: Annotated[MapQuery, Query()]) -> Response:
    """A view of the graph; of what surrounds one of it where the address names a focus, by its id or its name."""
    texts = PageTexts(language_of(request, asked.lang))
    if asked.view_name in OF_A_FOCUS:
        if not asked.focus:
            return page(request, "maps.html.j2", texts, form=map_form(asked, texts))
        if (other := _elsewhere(request, reply.library, asked.focus, texts)) is not None:
            return other
    if asked.view_name == "matrix":
        return _matrix(request, reply, asked, texts)
    view = map_of(request, reply, asked, texts)

    def made() -> bytes:
        subgraph, shown = view.drawn()
        return render(subgraph, shown).encode()

    frames = request.app.state.keeper.settings.embed_ancestors if asked.alone else ""
    return reply.send("text/html", made, view.answer, headers=map_headers(frames), marks=_marks(asked, texts))


@router.get(PATH + "/file")
def file(request: Request, reply: ReplyDep, asked: Annotated[MapFileQuery, Query()]) -> Response:
    """A map as a page that opens anywhere, a picture, or data for other programs."""
    texts = PageTexts(language_of(request, asked.lang))
    map_format = MAP_FORMATS[chosen(FORMAT, asked.format)]
    view = map_of(request, reply, asked, texts)
    brought = [map_of(request, reply, around, texts) for around in asked.brought]

    def reached() -> set[str]:
        return reached_on(reply, view.answer, asked.day)

    def made() -> bytes:
        again = public_url(request) + addresses.maps(texts.language, asked.pairs)
        subgraph, shown = view.drawn()
        own = part_of(subgraph, shown)
        whole = _with(own, brought)
        seen = seen_of(asked, own, whole, shown, reached)
        return map_format.write(map_content(whole, shown, view.answer.receipt, again, seen))

    name = f"huoshui-{asked.focus or asked.view_name}-{view.answer.receipt.graph_version}.{map_format.name}"
    headers = {"Content-Disposition": f"attachment; filename*=UTF-8''{quote(name)}"}
    answers = [view.answer, *(one.answer for one in brought)]
    return reply.send(map_format.media_type, made, *answers, headers=headers, marks=_marks(asked, texts))


@router.get(PATH + "/part")
def part(request: Request, reply: ReplyDep, asked: Annotated[MapQuery, Query()]) -> Response:
    """What stands one hop around a node on any day, drawn as the map draws it, but for its places."""
    texts = PageTexts(language_of(request, asked.lang))
    view = map_of(request, reply, asked.around(asked.focus or ""), texts)

    def made() -> bytes:
        subgraph, shown = view.drawn()
        drawing = part_of(subgraph, shown).drawing
        told = {"nodes": drawing.nodes, "edges": drawing.edges, "sources": cited(drawing, shown.surroundings)}
        return json.dumps(told, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()

    return reply.send("application/json", made, view.answer, marks=(texts.language,))


@router.get(PATH + "/beside")
def beside_map(request: Request, reply: ReplyDep, asked: Annotated[MapFileQuery, Query()]) -> Response:
    """The legend, filters and outlines of a map into which a reader brought more."""
    texts = PageTexts(language_of(request, asked.lang))
    view = map_of(request, reply, asked, texts)
    brought = [map_of(request, reply, around, texts) for around in asked.brought]

    def made() -> bytes:
        subgraph, shown = view.drawn()
        whole = _with(part_of(subgraph, shown), brought)
        told = {"html": beside(whole.subgraph, whole.drawing, shown), "outlines": list(map(asdict, whole.outlines))}
        return json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()

    answers = [view.answer, *(one.answer for one in brought)]
    return reply.send("application/json", made, *answers, marks=_marks(asked, texts))


def _with(own: MapPart, brought: Iterable[MapOf]) -> MapPart:
    return reduce(MapPart.with_part, (part_of(*one.drawn()) for one in brought), own)


def _elsewhere(request: Request, library: Library, focus: str, texts: PageTexts) -> Response | None:
    """Where a focus is no id: a redirect to whom it names, or the names to choose from. Raises NotFound."""
    meant = read_ids(library, shipped_catalogue()["network"].header.parameters, {"focus": focus})
    for chinese, english in meant.unknown.values():
        raise NotFound(english, parameter="focus", chinese=chinese)
    return elsewhere(request, meant, texts)


def _matrix(request: Request, reply: Reply, asked: MapQuery, texts: PageTexts) -> Response:
    answer = map_of(request, reply, asked, texts).answer
    return page(
        request,
        "matrix.html.j2",
        texts,
        form=map_form(asked, texts),
        matrix=flows_matrix(answer, asked.weighed_by, MapTexts(texts.language)),
        shades=SHADES,
        receipt=answer.receipt,
        question=addresses.question_page("aid_flows", texts.language, asked.some("level", "as_of").items()),
        entity_page=addresses.entity_page,
    )


def _marks(asked: MapQuery, texts: PageTexts) -> tuple[str, ...]:
    """What a map depends on beside its answer and its address: today, and the language that a browser prefers."""
    return str(asked.day), texts.language
