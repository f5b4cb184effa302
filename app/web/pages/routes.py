"""GET /, /search, /search/suggestions, /questions, /questions/{id}, /questions/{id}/map, /docs and /assets/{name}.

/cypher, /coverage, /stories and the pages of schools and the like have folders of their own.

They are pages and files for a browser: the OpenAPI document leaves them out."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse
from pydantic import ConfigDict

from app.web.accepting import has_already, preferred_language
from app.web.deps import LibraryKeeper, only_declared_parameters, page_parameters
from app.web.pages import addresses
from app.web.pages.answer_map import AnswerMapQuery, map_of_answer
from app.web.pages.assets import MAX_AGE_OF_VERSION_S, MAX_AGE_S, asset, asset_version
from app.web.pages.catalogue import folders
from app.web.pages.console.routes import router as console
from app.web.pages.controls import DAY_PATTERN
from app.web.pages.coverage.routes import router as coverage
from app.web.pages.crawlers import router as crawlers
from app.web.pages.documentation import DocumentWords, problem_kinds, sections
from app.web.pages.entities.folders import router as entity_folders
from app.web.pages.entities.routes import router as entities
from app.web.pages.home import SHOWN_QUESTIONS, home_content
from app.web.pages.layout import CATALOGUE, language_of, page
from app.web.pages.maps.routes import router as maps
from app.web.pages.meant import elsewhere, read_ids
from app.web.pages.query import QuestionPageQuery
from app.web.pages.question import QuestionPage, question_page
from app.web.pages.report import report_link
from app.web.pages.search import MOST_SUGGESTED, search
from app.web.pages.stories.routes import router as stories
from app.web.pages.table import FOLD_FROM
from app.web.pages.texts import PageTexts
from app.web.params import LANGUAGE, AddressQuery, Lang, checked
from app.web.replies import ReplyDep
from graph.errors import BadParameter, NotFound
from graph.questions import shipped_catalogue

router = APIRouter(include_in_schema=False, dependencies=[Depends(page_parameters)])
router.include_router(console)
router.include_router(entity_folders)
router.include_router(entities)
router.include_router(crawlers)
router.include_router(coverage)
router.include_router(maps)
router.include_router(stories)


class SearchPageQuery(AddressQuery):
    """A page's language, and what to look for."""

    model_config = ConfigDict(extra="ignore")

    lang: Lang = None
    q: str | None = None


class AssetQuery(AddressQuery):
    """Which version of a file is asked for; any gets the one there is."""

    v: str | None = None


class KindSearchQuery(SearchPageQuery):
    """The same, of some labels."""

    labels: str | None = None


@router.get("/")
def home(request: Request, asked: Annotated[SearchPageQuery, Query()]) -> Response:
    """The front page: what this is and holds, a search by name, three questions answered, and where to go on."""
    texts = PageTexts(language_of(request, asked.lang))
    if asked.q:
        # Where the search was before it had a page.
        return RedirectResponse(addresses.search_page(asked.q, texts.language), 308)
    content = home_content(request.app.state.keeper, request.app.state.stories, texts)
    return page(
        request,
        "home.html.j2",
        texts,
        status=content.status,
        frames=True,
        content=content,
        shown_questions=SHOWN_QUESTIONS,
    )


@router.get("/search")
def search_page(request: Request, asked: Annotated[KindSearchQuery, Query()]) -> HTMLResponse:
    """What is found by a name, pinyin or code, by kind."""
    texts = PageTexts(language_of(request, asked.lang))
    searched = (asked.q or "").strip()
    keeper: LibraryKeeper = request.app.state.keeper
    found = search(keeper.library(), searched, asked.labels or "", texts)
    return page(
        request,
        "search.html.j2",
        texts,
        status=422 if found.problem else 200,
        searched=searched,
        labels=asked.labels,
        all_kinds=addresses.search_page(searched, texts.language),
        found=found,
    )


@router.get("/search/suggestions")
def suggestions(request: Request, asked: Annotated[KindSearchQuery, Query()]) -> HTMLResponse:
    """What a field offers while somebody types: a list of options, no page."""
    texts = PageTexts(language_of(request, asked.lang))
    keeper: LibraryKeeper = request.app.state.keeper
    found = search(keeper.library(), (asked.q or "").strip(), asked.labels or "", texts, MOST_SUGGESTED)
    return page(request, "suggestions.html.j2", texts, found=found)


@router.get(CATALOGUE)
def catalogue(request: Request, asked: Annotated[SearchPageQuery, Query()]) -> HTMLResponse:
    """All questions by folder, or those that hold the words searched for."""
    texts = PageTexts(language_of(request, asked.lang))
    searched = (asked.q or "").strip()
    return page(
        request,
        "questions.html.j2",
        texts,
        folders=folders(texts, searched),
        searched=searched,
    )


@router.get(CATALOGUE + "/{id}")
def question(
    request: Request,
    id: str,  # noqa: A002 - the path's own name
    asked: Annotated[QuestionPageQuery, Query()],
) -> Response:
    """A question with its form and, once enough was given, its answer. Problems are told in the page."""
    try:
        texts, status = PageTexts(language_of(request, asked.lang)), 200
    except BadParameter as error:
        texts, status = PageTexts(preferred_language(request)), error.status
    if id not in shipped_catalogue():
        return page(request, "missing.html.j2", texts, status=404, id=id[:60])
    found = shipped_catalogue()[id]
    content = question_page(request.app.state.keeper, found, request.query_params.multi_items(), texts)
    if (other := elsewhere(request, content.meant, texts)) is not None:
        return other
    return page(
        request,
        "question.html.j2",
        texts,
        status=max(status, content.status),
        charts=content.answer is not None and content.answer.chart is not None,
        frames=content.answer is not None and bool(content.answer.map),
        content=content,
        report=_report(request, content, texts),
        shown={control.parameter.name for control in content.form},
        day_pattern=DAY_PATTERN,
        fold_from=FOLD_FROM,
        find=addresses.question_page("find", texts.language),
    )


def _report(request: Request, content: QuestionPage, texts: PageTexts) -> str:
    """Where an error in the answer is reported; "" where there is no answer."""
    if content.receipt is None:
        return ""
    ids = [f"{name}={content.receipt.parameters[name]}" for name in content.meant.names]
    return report_link(request, texts, content.question.header.title[texts.column], content.receipt, ids)


@router.get(CATALOGUE + "/{id}/map")
def map_beside(
    request: Request,
    reply: ReplyDep,
    id: str,  # noqa: A002 - the path's own name
    asked: Annotated[AnswerMapQuery, Query()],
) -> Response:
    """The network map of a question's answer, where its header declares one of its own rows."""
    texts = PageTexts(checked(LANGUAGE, asked.lang))
    found = shipped_catalogue()[id]
    if found.header.map is None or found.header.map.links is None:
        raise NotFound(f"The question {id!r} has no map of its answers", chinese=f"问题 {id!r} 的答案没有网络图")
    meant = read_ids(reply.library, found.header.parameters, request.query_params)
    if (other := elsewhere(request, meant, texts)) is not None:
        return other
    return map_of_answer(request, reply, found, asked, texts)


@router.get("/docs")
def docs(request: Request, asked: Annotated[SearchPageQuery, Query()]) -> HTMLResponse:
    """The API page: every address with its parameters, and every type of problem."""
    texts = PageTexts(language_of(request, asked.lang))
    document, words = request.app.openapi(), DocumentWords(texts.language)
    return page(
        request,
        "docs.html.j2",
        texts,
        own_path=request.url.path,
        info=document["info"],
        lead=words.lead(document),
        sections=sections(document, words),
        problems=problem_kinds(texts),
    )


@router.get("/assets/{name}", dependencies=[Depends(only_declared_parameters)])
def assets(request: Request, name: str, asked: Annotated[AssetQuery, Query()]) -> Response:
    """A stylesheet or script of the pages; 304 for who has it already. By its version it is kept for long."""
    found = asset(name)
    kept = f"max-age={MAX_AGE_S}"
    if asked.v == asset_version(name):
        kept = f"max-age={MAX_AGE_OF_VERSION_S}, immutable"
    headers = {"ETag": found.etag, "Cache-Control": f"public, {kept}", "Vary": "Accept-Encoding"}
    if has_already(request, found.etag):
        return Response(status_code=304, headers=headers)
    if "gzip" not in request.headers.get("accept-encoding", ""):
        return Response(found.body, headers=headers, media_type=found.media_type)
    return Response(found.packed, headers={**headers, "Content-Encoding": "gzip"}, media_type=found.media_type)
