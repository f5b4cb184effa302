"""GET /maps: a map that people explore; /maps/file: it as a file; /maps/part: what is around one more node of it.

They are pages and data for a browser: the OpenAPI document leaves them out."""

from __future__ import annotations

import json
from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Query, Request, Response

from app.map_files import MAP_FORMATS
from app.maps.outlines import OUTLINES
from app.maps.page import cited, drawing_of, render
from app.web.headers import map_headers
from app.web.pages import addresses
from app.web.pages.layout import language_of, page, public_url
from app.web.pages.maps.content import network_map, surroundings_of
from app.web.pages.maps.file import FORMAT, file_content
from app.web.pages.maps.query import NETWORK, VIEW, MapFileQuery, MapQuery
from app.web.pages.meant import elsewhere, read_ids
from app.web.pages.texts import PageTexts
from app.web.params import chosen
from app.web.replies import ReplyDep
from graph.errors import NotFound
from graph.questions import shipped_catalogue
from graph.subgraph import Subgraph

PATH = "/maps"
router = APIRouter()


@router.get(PATH)
def maps(request: Request, reply: ReplyDep, asked: Annotated[MapQuery, Query()]) -> Response:
    """A view of the graph. Without a focus, a form to choose one."""
    texts = PageTexts(language_of(request, asked.lang))
    chosen(VIEW, asked.view)
    layout = asked.arranged_by
    if not asked.focus:
        return page(request, "maps.html.j2", texts, asked=asked, layout=layout)
    meant = read_ids(reply.library, shipped_catalogue()[NETWORK].header.parameters, {"focus": asked.focus})
    if (other := elsewhere(request, meant, texts)) is not None:
        return other
    for chinese, english in meant.unknown.values():
        raise NotFound(english, parameter="focus", chinese=chinese)
    answer = reply.ask("network", asked.around)

    def made() -> bytes:
        subgraph: Subgraph = answer.extra["view"]
        return render(subgraph, network_map(request, reply.library, answer, asked, layout, texts)).encode()

    frames = request.app.state.keeper.settings.embed_ancestors if asked.alone else "'self'"
    return reply.send("text/html", made, answer, headers=map_headers(frames), marks=(str(asked.day), texts.language))


@router.get(PATH + "/file")
def file(request: Request, reply: ReplyDep, asked: Annotated[MapFileQuery, Query()]) -> Response:
    """A map as a page that opens anywhere, a picture, or data for other programs."""
    texts = PageTexts(language_of(request, asked.lang))
    map_format = MAP_FORMATS[chosen(FORMAT, asked.format)]
    layout = asked.arranged_by
    answer = reply.ask("network", asked.around)

    def made() -> bytes:
        again = public_url(request) + addresses.maps(texts.language, asked.pairs)
        shown = network_map(request, reply.library, answer, asked, layout, texts)
        return map_format.write(file_content(reply.library, answer, shown, asked, again))

    name = f"huoshui-{asked.focus}-{answer.receipt.graph_version}.{map_format.name}"
    headers = {"Content-Disposition": f"attachment; filename*=UTF-8''{quote(name)}"}
    return reply.send(map_format.media_type, made, answer, headers=headers, marks=(str(asked.day), texts.language))


@router.get(PATH + "/part")
def part(request: Request, reply: ReplyDep, asked: Annotated[MapQuery, Query()]) -> Response:
    """What stands one hop around a node on any day, drawn as the map draws it, but for its places."""
    texts = PageTexts(language_of(request, asked.lang))
    answer = reply.ask("network", {**asked.around, "hops": 1})

    def made() -> bytes:
        subgraph: Subgraph = answer.extra["view"]
        content = network_map(request, reply.library, answer, asked, OUTLINES[0], texts)
        drawing = drawing_of(subgraph, content)
        sources = cited(drawing, surroundings_of(reply.library, subgraph, texts))
        told = {"nodes": drawing.nodes, "edges": drawing.edges, "sources": sources}
        return json.dumps(told, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()

    return reply.send("application/json", made, answer, marks=(texts.language,))
