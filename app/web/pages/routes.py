"""GET /, /docs and /assets/{name}. They are pages and files for a browser: the OpenAPI document leaves them out."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from app.web.deps import LibraryKeeper
from app.web.headers import PAGE
from app.web.pages.assets import MAX_AGE_S, asset
from app.web.pages.documentation import problem_kinds, sections
from app.web.pages.home import MOST_FOUND, coverage_address, home_content, map_address
from app.web.pages.texts import Texts
from app.web.params import LANGUAGE, Asked, Lang, checked

router = APIRouter(include_in_schema=False)


class HomeAsked(Asked):
    """The front page's language, and a name to look for."""

    lang: Lang = None
    q: str | None = None


@router.get("/")
def home(request: Request, asked: Annotated[HomeAsked, Query()]) -> HTMLResponse:
    """The front page: what this is, a search by name, maps to start from, and the questions."""
    texts = Texts(checked(LANGUAGE, asked.lang))
    searched = (asked.q or "").strip()
    keeper: LibraryKeeper = request.app.state.keeper
    return _page(
        "home.html.j2",
        content=home_content(keeper, texts, searched),
        searched=searched,
        texts=texts,
        word=texts.word,
        most_found=MOST_FOUND,
        map_address=map_address,
        coverage_address=coverage_address,
    )


@router.get("/docs")
def docs(request: Request) -> HTMLResponse:
    """The API page: every address with its parameters, and every type of problem."""
    document = request.app.openapi()
    return _page("docs.html.j2", info=document["info"], sections=sections(document), problems=problem_kinds())


@router.get("/assets/{name}")
def assets(request: Request, name: str) -> Response:
    """A stylesheet or script of the pages; 304 for who has it already."""
    found = asset(name)
    headers = {"ETag": found.etag, "Cache-Control": f"public, max-age={MAX_AGE_S}"}
    if request.headers.get("if-none-match", "").removeprefix("W/") == found.etag:
        return Response(status_code=304, headers=headers)
    return Response(found.body, headers=headers, media_type=found.media_type)


def _page(template: str, **content: object) -> HTMLResponse:
    page = _environment().get_template(template).render(content)
    return HTMLResponse(page, headers={"Content-Security-Policy": PAGE})


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
