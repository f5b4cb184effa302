"""GET /network: as JSON, as a page with a map, or as a file for programs that draw and measure networks."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from io import BytesIO
from typing import Annotated

from fastapi import APIRouter, Query, Response

from app.maps.network import page_of_network
from app.maps.page import render
from app.texts import Language
from app.web.examples import shown
from app.web.headers import map_headers
from app.web.network.schemas import FILE_FORMATS, FORMAT, Network, NetworkQuery, shown_subgraph
from app.web.pages.addresses import map_assets
from app.web.pages.maps.site import surroundings_of
from app.web.pages.texts import PageTexts
from app.web.params import LANGUAGE, checked, chosen
from app.web.problems import ANSWER_PROBLEMS
from app.web.replies import Reply, ReplyDep
from graph import Subgraph
from graph.answers import Answer
from graph.export import FileFormat, parts_of_subgraph

router = APIRouter(prefix="/network", tags=["network"], responses=ANSWER_PROBLEMS)
_PAGE_TYPE = "text/html"
_OTHERS = {
    _PAGE_TYPE: {"schema": {"type": "string", "description": "A page with the map and its tables."}},
    **{one.media_type: {"schema": {"type": "string"}} for one in FILE_FORMATS.values()},
}


@router.get(
    "",
    summary="The network around a focus 网络图",
    response_model=Network,
    responses=shown("/api/v1/network?focus=school-411202-016fadd670&hops=1&ties=MEMBER_OF&as_of=2025-09-01", _OTHERS),
)
def network(reply: ReplyDep, query: Annotated[NetworkQuery, Query()]) -> Response:
    """What reach finds around a school, group, organisation or region, with all ties among it: as data or as a map.

    At most 1,500 nodes, the nearest ones; `left_out` counts the others."""
    format_, language = chosen(FORMAT, query.format), checked(LANGUAGE, query.lang)
    answer = reply.ask("network", query.given())
    subgraph: Subgraph = answer.extra["view"]
    if format_ == "html":
        return reply.send(_PAGE_TYPE, partial(_page, reply, answer, language), answer, headers=map_headers())
    if format_ == "json":
        return reply.one(partial(_body, subgraph, answer), answer)
    file_format = FILE_FORMATS[format_]
    headers = {"Content-Disposition": f'attachment; filename="network-{answer.receipt.graph_version}.{format_}"'}
    return reply.send(file_format.media_type, partial(_file, file_format, subgraph), answer, headers=headers)


def _body(subgraph: Subgraph, answer: Answer) -> Network:
    return Network(receipt=answer.receipt.as_dict(), **shown_subgraph(subgraph))


def _file(file_format: FileFormat, subgraph: Subgraph) -> bytes:
    file = BytesIO()
    file_format.write(*parts_of_subgraph(subgraph), file)
    return file.getvalue()


def _page(reply: Reply, answer: Answer, language: Language) -> bytes:
    subgraph: Subgraph = answer.extra["view"]
    known = surroundings_of(reply.library, subgraph, PageTexts(language))
    return render(subgraph, replace(page_of_network(answer, language), **map_assets(), surroundings=known)).encode()
