"""GET /network: as JSON, or as a page with a map."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Response
from fastapi.responses import HTMLResponse

from app.maps import render_map
from app.maps.assets import content_policy
from app.web.deps import LibraryDep
from app.web.examples import shown
from app.web.network.caption import caption
from app.web.network.examples import NETWORK
from app.web.network.schemas import Network, NetworkAsked
from app.web.params import FORMAT, LANGUAGE, Language, checked
from app.web.problems import ANSWER_PROBLEMS
from graph import GraphView
from graph.answers import Answer

router = APIRouter(prefix="/network", tags=["network"], responses=ANSWER_PROBLEMS)
_HTML = {"text/html": {"schema": {"type": "string", "description": "A page with the map and its tables."}}}


@router.get("", summary="The network around a focus 网络图", response_model=Network, responses=shown(NETWORK, _HTML))
def network(library: LibraryDep, asked: Annotated[NetworkAsked, Query()]) -> Network | Response:
    """What reach finds around a school, group or region, with all ties among it, for a program or drawn as a map.

    At most 1,500 nodes, the nearest ones; `left_out` counts the others."""
    format_, language = checked(FORMAT, asked.format), checked(LANGUAGE, asked.lang)
    answer = library.ask("network", asked.given())
    view: GraphView = answer.extra["view"]
    if format_ == "html":
        return _page(view, answer, language)
    return Network(
        receipt=answer.receipt.as_dict(),
        nodes=[{"id": n.id, "label": n.label, "name": n.name, "properties": dict(n.properties)} for n in view.nodes],
        links=[
            {"key": x.key, "type": x.type, "from": x.start, "to": x.end, "properties": dict(x.properties)}
            for x in view.links
        ],
        left_out=view.left_out,
    )


def _page(view: GraphView, answer: Answer, language: Language) -> HTMLResponse:
    as_of = answer.receipt.as_of
    page = render_map(
        view,
        title=next(node.name for node in view.nodes if node.id == view.focus),
        language=language,
        caption=caption(answer.receipt, language),
        assets="served",
        as_of=int(as_of.replace("-", "")) if as_of else None,
    )
    return HTMLResponse(
        page, headers={"Content-Security-Policy": f"{content_policy('served')}; frame-ancestors 'self'"}
    )
