"""Addresses with an id that gave way to another: who asks for one is sent on."""

from __future__ import annotations

from urllib.parse import quote

from fastapi import Request, Response
from fastapi.responses import RedirectResponse

from app.web.deps import LibraryKeeper
from app.web.pages.addresses import address
from graph.errors import HuoshuiError
from graph.known import standing

STANDS_THERE = 308


def moved(request: Request) -> Response | None:
    """A redirect to the address with the id that stands, where that in the path is a former one; None for any other."""
    keeper: LibraryKeeper = request.app.state.keeper
    if (id_ := request.path_params.get("id")) is None:
        return None
    try:
        stands = standing(keeper.library(), id_)
    except HuoshuiError:
        return None
    if stands is None:
        return None
    before, _, behind = request.url.path.rpartition(f"/{id_}")
    path = f"{quote(before)}/{quote(stands[0], safe='')}{quote(behind)}"
    return RedirectResponse(address(path, request.query_params.multi_items()), STANDS_THERE)
