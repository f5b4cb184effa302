"""What every page has around its content: the navigation, the switch of languages, the headers that bound it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from urllib.parse import quote

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from app.texts import Language
from app.web.accepting import preferred_language
from app.web.deps import LibraryKeeper
from app.web.headers import page_policy
from app.web.pages.addresses import FOLDERS, address, asset_address, suggestions
from app.web.pages.texts import PageTexts
from app.web.params import LANGUAGE, checked
from graph.model import SCHOOL

OK = 200
_CONSOLE = "/cypher"
CATALOGUE = "/questions"
STORIES = "/stories"
_NAVIGATION = (
    ("stories", STORIES),
    ("maps_nav", "/maps"),
    ("browse", f"/{FOLDERS[SCHOOL.label]}"),
    ("coverage", "/coverage"),
    ("questions", CATALOGUE),
    ("console", _CONSOLE),
    ("docs", "/docs"),
    ("openapi", "/openapi.json"),
)
"""(word, path) of what stands in every page's head; a page of its own gets its line here."""
_ENGLISH_ONLY = ("/openapi.json",)


@dataclass(frozen=True, slots=True)
class PageAddresses:
    """Where search engines find the page: its one address, and (language, address) of it in each language."""

    canonical: str
    alternates: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class NavigationLink:
    """A link of the navigation. `language` is set where it leads to a page in that language only."""

    words: str
    address: str
    language: str
    current: bool


def page(
    request: Request,
    template: str,
    texts: PageTexts,
    *,
    status: int = 200,
    charts: bool = False,
    frames: bool = False,
    bilingual: bool = True,
    headers: Mapping[str, str] | None = None,
    addresses: Mapping[Language, str] | None = None,
    own_path: str = "",
    **content: object,
) -> HTMLResponse:
    """A page as a response. It may draw charts, or hold maps, only where it says so.

    `addresses` is where it is found in each language, for a page that isn't shown at the address that was asked;
    `own_path` is the path of one that its path alone tells from others, whatever else was hung on the address."""
    other: Language = "en" if texts.language == "zh" else "zh"
    around = {
        "texts": texts,
        "word": texts.word,
        "navigation": navigation(request, texts),
        "head": _head(request, texts, own_path, bilingual=bilingual) if status == OK else None,
        "everything": address(CATALOGUE, [("lang", texts.language)]),
        "all_stories": address(STORIES, [("lang", texts.language)]),
        "home": address("/", [("lang", texts.language)]),
        "suggestions": suggestions(texts.language),
        "switch": (PageTexts(other).tag, (addresses or {}).get(other) or in_language(request, other))
        if bilingual
        else None,
    }
    text = _environment().get_template(template).render({**around, **content})
    policy = page_policy(charts=charts, frames=frames)
    told = {"Content-Security-Policy": policy, "Vary": "Accept, Accept-Language"}
    return HTMLResponse(text, status, {**told, **(headers or {})})


def fragment(template: str, texts: PageTexts, **content: object) -> str:
    """A part of a page, without what every page has around its content."""
    return _environment().get_template(template).render(texts=texts, word=texts.word, **content)


def public_url(request: Request) -> str:
    """What stands before every address that is told to others; "" where no setting says it."""
    settings = request.app.state.keeper.settings
    return (settings.public_url or "").rstrip("/").removesuffix(settings.root_path)


def _head(request: Request, texts: PageTexts, path: str, *, bilingual: bool) -> PageAddresses:
    base = public_url(request)
    if not bilingual:
        return PageAddresses(base + address(quote(request.url.path)), [])
    languages: tuple[Language, ...] = ("zh", "en")
    found = {
        language: address(path, [("lang", language)]) if path else in_language(request, language)
        for language in languages
    }
    alternates = [(PageTexts(language).tag, base + found[language]) for language in languages]
    return PageAddresses(base + found[texts.language], alternates)


def language_of(request: Request, asked: str | None) -> Language:
    """The language that the address names, else that which the browser prefers. Raises BadParameter."""
    if asked is None:
        return preferred_language(request)
    language: Language = checked(LANGUAGE, asked)
    return language


def in_language(request: Request, language: Language) -> str:
    """The address that was asked, in a language."""
    others = [(name, value) for name, value in request.query_params.multi_items() if name != "lang"]
    return address(quote(request.url.path), [("lang", language), *others])


def navigation(request: Request, texts: PageTexts) -> list[NavigationLink]:
    """The links that every page has in its head."""
    keeper: LibraryKeeper = request.app.state.keeper
    return [
        NavigationLink(
            texts.word(word),
            address(target) if target in _ENGLISH_ONLY else address(target, [("lang", texts.language)]),
            "en" if target in _ENGLISH_ONLY and texts.language != "en" else "",
            request.url.path == target,
        )
        for word, target in _NAVIGATION
        if target != _CONSOLE or keeper.settings.console
    ]


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals |= {"address": address, "asset": asset_address}
    return environment
