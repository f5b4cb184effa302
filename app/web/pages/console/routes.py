"""GET and POST /cypher: the console's form, and the page that it sends itself to.

Its forms are sent by POST, so that running something is never just following a link: an address only fills the form."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from pydantic import ConfigDict
from starlette.exceptions import HTTPException

from app.maps.page import json_for_script
from app.web.cypher.body import bounded_body
from app.web.cypher.origin import client_of, require_own_site
from app.web.cypher.running import Running
from app.web.deps import LibraryKeeper
from app.web.pages.addresses import address
from app.web.pages.catalogue import folders
from app.web.pages.console.content import ConsolePage, Trouble, console_page, http_trouble, run_console, trouble
from app.web.pages.console.form import FORM_TYPE, PATH, Filled, from_address, read_form
from app.web.pages.console.words import editor_words
from app.web.pages.layout import language_of, page
from app.web.pages.table import FOLD_FROM
from app.web.pages.texts import PageTexts
from app.web.params import AddressQuery, Lang
from app.web.problems import RETRY_AFTER_S
from graph.console.allowed import CLAUSES, FUNCTIONS, PROCEDURES
from graph.errors import ConsoleOff, HuoshuiError
from graph.model import LINK_TYPES, NODE_TYPES
from graph.today import today

router = APIRouter()
_ALLOWED = (
    ("console_clauses", CLAUSES),
    ("console_functions", sorted(FUNCTIONS)),
    ("console_procedures", sorted(PROCEDURES)),
)


class ConsolePageQuery(AddressQuery):
    """The page's language, and what its form begins with."""

    model_config = ConfigDict(extra="ignore")

    lang: Lang = None
    statement: str | None = None
    parameters: str | None = None
    example: str | None = None


@router.get(PATH)
def console(request: Request, asked: Annotated[ConsolePageQuery, Query()]) -> Response:
    """The form, filled in with a statement or with a question of the catalogue. Nothing is run."""
    language = language_of(request, asked.lang)
    keeper: LibraryKeeper = request.app.state.keeper
    try:
        filled = from_address(language, asked.statement, asked.parameters, asked.example, today())
    except HuoshuiError as error:
        content = console_page(keeper.settings, Filled(language))
        content.trouble, content.status = trouble(request, error, content.filled), error.status
    else:
        content = console_page(keeper.settings, filled)
    if not keeper.settings.console:
        off = ConsoleOff("The console is switched off here")
        content.trouble, content.status = trouble(request, off, content.filled), off.status
    return _shown(request, content)


@router.post(PATH)
async def run(request: Request) -> Response:
    """What the form asked for: rows, a plan, or a file. Problems are told in the page, which keeps what was written."""
    keeper: LibraryKeeper = request.app.state.keeper
    running: Running = request.app.state.running
    filled = Filled()
    try:
        require_own_site(request)
        filled = read_form(await bounded_body(request, FORM_TYPE))
        client = client_of(request)

        def answer() -> Response:
            made = run_console(keeper, request, filled, PageTexts(filled.language), client)
            return made if isinstance(made, Response) else _shown(request, made)

        return await running.make(answer)
    except HuoshuiError as error:
        wrong: Trouble = trouble(request, error, filled)
    except HTTPException as error:
        wrong = http_trouble(error, PageTexts(filled.language))
    content = console_page(keeper.settings, filled)
    content.trouble, content.status = wrong, wrong.status
    return _shown(request, content)


def _shown(request: Request, content: ConsolePage) -> Response:
    keeper: LibraryKeeper = request.app.state.keeper
    texts = PageTexts(content.filled.language)
    is_on = keeper.settings.console
    return page(
        request,
        "console.html.j2",
        texts,
        status=content.status,
        frames=content.found is not None,
        headers=_headers(content.status),
        addresses={"zh": content.filled.address("zh"), "en": content.filled.address("en")},
        content=content,
        is_on=is_on,
        words=json_for_script(editor_words(texts)),
        folders=folders(texts),
        nodes=NODE_TYPES,
        links=LINK_TYPES,
        allowed=_ALLOWED,
        path=address(PATH),
        fold_from=FOLD_FROM,
    )


def _headers(status: int) -> Mapping[str, str]:
    # With no referrer at all, browsers name no origin either when a form is sent, and over plain HTTP nothing else
    # tells this page's own form from one elsewhere.
    always = {"Cache-Control": "no-store", "Referrer-Policy": "same-origin"}
    return {**always, "Retry-After": RETRY_AFTER_S} if status in (429, 503) else always
