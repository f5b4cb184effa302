"""GET /maps: a map that people explore; /maps/part: what is around one more node of it.

They are pages and data for a browser: the OpenAPI document leaves them out."""

from __future__ import annotations

import json
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from app.maps.outlines import OUTLINES
from app.maps.page import cited, drawing_of, render
from app.web.headers import map_headers
from app.web.pages.layout import language_of, page
from app.web.pages.maps.content import network_map, surroundings_of
from app.web.pages.maps.query import NETWORK, VIEW, MapQuery
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
