"""What has an id, or had it: the one place that looks it up, for pages and for the API."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from fastapi import Request, Response
from fastapi.responses import RedirectResponse

from app.web.deps import LibraryKeeper
from app.web.pages.addresses import address
from graph.answers import Library
from graph.errors import BadParameter, HuoshuiError
from graph.labels import own_label
from graph.statement import shipped_statement

STANDS_THERE = 308
_MOST = 5
Row = Mapping[str, Any]


def named(library: Library, id_: str) -> Row | None:
    """Name, labels and former ids of what has an id and a page. Raises a StoreError."""
    rows = library.store.read(shipped_statement("lookup", "named"), {"id": id_}).rows
    return rows[0] if rows else None


def label_of(library: Library, id_: str) -> str:
    """The label of what has an id; "" where nothing that has a page has it. Raises a StoreError."""
    row = named(library, id_)
    return own_label(row["labels"]) if row else ""


def standing(library: Library, former_id: str) -> tuple[str, str] | None:
    """(id, label) of what had this id before; None where nothing had. Raises a StoreError."""
    try:
        found = library.ask("find", {"name": former_id}, max_rows=_MOST).rows
    except BadParameter:
        return None
    for id_ in (row["id"] for row in found if row["id"] != former_id):
        row = named(library, id_)
        if row is not None and former_id in row["former_ids"]:
            return id_, own_label(row["labels"])
    return None


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
