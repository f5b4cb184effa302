"""/reconcile: a W3C reconciliation service (version 0.2), for OpenRefine and others that put ids beside names.

It has a document of its own, its manifest, and so doesn't stand in the API's. Pages of other sites may ask it, as
clients in a browser do: it says no more than names, and changes nothing."""

from __future__ import annotations

from typing import Annotated, Any
from urllib.parse import parse_qs

from fastapi import APIRouter, Query, Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import JSONResponse
from pydantic import ConfigDict

from app.web.cypher.body import bounded_body, read_json
from app.web.deps import LibraryKeeper
from app.web.pages.addresses import ANYTHING, address
from app.web.pages.layout import language_of, page, public_url
from app.web.pages.search import found_thing
from app.web.pages.texts import PageTexts
from app.web.params import AddressQuery, Lang
from app.web.reconcile.candidates import candidates, suggestions, types
from app.web.reconcile.schemas import read_queries
from graph.errors import BadParameter, NotFound

PATH = "/reconcile"
_SUGGEST = "/suggest/entity"
_PREVIEW = "/preview"
_PREVIEW_SIZE = (420, 180)
_MOST_SUGGESTED = 20
_FORM = "application/x-www-form-urlencoded"
_ANY_SITE = {"Access-Control-Allow-Origin": "*"}
router = APIRouter(prefix=PATH, include_in_schema=False)


class ServiceQuery(AddressQuery):
    """A batch of queries as JSON; without one the service tells of itself."""

    model_config = ConfigDict(extra="ignore")

    queries: str | None = None


class PreviewQuery(AddressQuery):
    """Which one is shown, and in which language."""

    model_config = ConfigDict(extra="ignore")

    id: str
    lang: Lang = None


class SuggestQuery(AddressQuery):
    """What was typed so far."""

    model_config = ConfigDict(extra="ignore")

    prefix: str = ""


@router.get("")
def service(request: Request, asked: Annotated[ServiceQuery, Query()]) -> JSONResponse:
    """The manifest, or the answers to a batch of queries."""
    return _answer(request, _manifest(request) if asked.queries is None else _results(request, asked.queries))


@router.post("")
async def reconcile(request: Request) -> JSONResponse:
    """The answers to a batch of queries, sent as a form."""
    form = parse_qs((await bounded_body(request, _FORM)).decode("utf-8", "replace"), keep_blank_values=True)
    if "queries" not in form:
        raise BadParameter("queries", "is missing: send the batch as a form with the field queries")
    return _answer(request, await run_in_threadpool(_results, request, form["queries"][0]))


@router.get(_SUGGEST)
def suggest(request: Request, asked: Annotated[SuggestQuery, Query()]) -> JSONResponse:
    """What to offer while somebody types a name."""
    keeper: LibraryKeeper = request.app.state.keeper
    found = suggestions(keeper.library(), asked.prefix, _MOST_SUGGESTED) if asked.prefix.strip() else []
    return _answer(request, {"result": found})


@router.get(_PREVIEW)
def preview(request: Request, asked: Annotated[PreviewQuery, Query()]) -> Response:
    """A small page about one that was found, for the frame in which clients show it."""
    texts = PageTexts(language_of(request, asked.lang))
    keeper: LibraryKeeper = request.app.state.keeper
    found = keeper.library().ask("find", {"name": asked.id}).rows
    row = next((row for row in found if row["id"] == asked.id), None)
    if row is None:
        shown = repr(asked.id[:80])
        raise NotFound(f"Nothing has the id {shown}", parameter="id", chinese=f"没有编号为 {shown} 的")
    headers = {"Content-Security-Policy": "default-src 'none'; style-src 'self'; frame-ancestors *"}
    return page(request, "preview.html.j2", texts, headers=headers, thing=found_thing(row, texts))


def _results(request: Request, queries: str) -> dict[str, Any]:
    keeper: LibraryKeeper = request.app.state.keeper
    batch = read_queries(read_json(queries, "queries"))
    library = keeper.library()
    return {key: {"result": candidates(library, query)} for key, query in batch.items()}


def _manifest(request: Request) -> dict[str, Any]:
    base = (public_url(request) or f"{request.url.scheme}://{request.url.netloc}") + address("")
    width, height = _PREVIEW_SIZE
    return {
        "versions": ["0.2"],
        "name": "活水 Huoshui",
        "identifierSpace": f"{base}/{ANYTHING}/",
        "schemaSpace": f"{base}/api/v1/schema",
        "documentation": f"{base}/docs",
        "defaultTypes": types(),
        "view": {"url": f"{base}/{ANYTHING}/{{{{id}}}}"},
        "preview": {"url": f"{base}{PATH}{_PREVIEW}?id={{{{id}}}}", "width": width, "height": height},
        "batchSize": 10,
        "suggest": {"entity": {"service_url": f"{base}{PATH}", "service_path": _SUGGEST}},
    }


def _answer(request: Request, body: dict[str, Any]) -> JSONResponse:
    return JSONResponse(body, headers=_ANY_SITE if "origin" in request.headers else None)
