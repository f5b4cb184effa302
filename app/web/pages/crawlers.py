"""GET /robots.txt, /sitemap.xml and /sitemaps/{name}.xml: what search engines may read, and where every page is.

A sitemap of all would be too long for many schools: /sitemap.xml names one for each kind and so many of it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape

from fastapi import APIRouter, Depends, Request, Response

from app.texts import Language
from app.web.deps import LibraryKeeper, only_declared_parameters
from app.web.pages.addresses import FOLDERS, address, entity_page
from app.web.pages.layout import CATALOGUE, STORIES, public_url
from app.web.pages.texts import PageTexts
from graph.errors import NotFound
from graph.questions import shipped_catalogue
from graph.statement import shipped_statement
from graph.store import Store

router = APIRouter(dependencies=[Depends(only_declared_parameters)])
MOST = 10_000
"""Addresses in one sitemap; the form allows 50,000."""
_PAGES = "pages"
_LABELS = {folder: label for label, folder in FOLDERS.items()}
_XML = "application/xml"
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_SPACES = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
_LANGUAGES: tuple[Language, ...] = ("zh", "en")
_KEPT_OUT = ("/api/", "/cypher?*statement=", "/things/", "/reconcile", f"{CATALOGUE}/*/map")


@router.get("/robots.txt")
def robots(request: Request) -> Response:
    """What crawlers leave alone: data, maps and what runs statements. Every page with facts may be read."""
    lines = [
        "User-agent: *",
        *(f"Disallow: {address(path)}" for path in _KEPT_OUT),
        f"Sitemap: {_base(request)}{address('/sitemap.xml')}",
        "",
    ]
    return Response("\n".join(lines), media_type="text/plain")


@router.get("/sitemap.xml")
def sitemap(request: Request) -> Response:
    """The sitemaps there are."""
    rows = _store(request).read_all(shipped_statement("lookup", "entities_counted"), {})
    counted = sorted((FOLDERS[row["label"]], row["count"]) for row in rows)
    names = [f"{folder}-{n}" for folder, count in counted for n in range(-(-count // MOST))]
    base = _base(request)
    told = "".join(
        f"<sitemap><loc>{escape(base + address(f'/sitemaps/{name}.xml'))}</loc></sitemap>\n"
        for name in [f"{_PAGES}-0", *names]
    )
    return Response(f"{_HEAD}<sitemapindex {_SPACES}>\n{told}</sitemapindex>\n", media_type=_XML)


@router.get("/sitemaps/{name}.xml")
def sitemap_of(request: Request, name: str) -> Response:
    """The addresses of a kind, in both languages."""
    match = re.fullmatch(r"([a-z]+)-(\d{1,6})", name, re.ASCII)
    if match and (match[1], match[2]) == (_PAGES, "0"):
        folders = [f"/{folder}" for folder in _LABELS]
        stories = [f"{STORIES}/{id_}" for id_ in request.app.state.stories]
        questions = [f"{CATALOGUE}/{id_}" for id_ in shipped_catalogue()]
        paths = ["/", STORIES, *stories, *folders, "/coverage", CATALOGUE, *questions]
        return _urls(
            request, ({language: address(path, [("lang", language)]) for language in _LANGUAGES} for path in paths)
        )
    label = _LABELS.get(match[1]) if match else None
    asked = {"label": label, "number": int(match[2]) * MOST if match else 0, "most": MOST}
    rows = _store(request).read_all(shipped_statement("lookup", "entity_ids"), asked) if label else []
    if not rows or not label:
        raise NotFound(f"There is no sitemap {name[:40]!r}", next_step="/sitemap.xml names those there are.")
    return _urls(
        request, ({language: entity_page(row["id"], label, language) for language in _LANGUAGES} for row in rows)
    )


def _urls(request: Request, pages: Iterable[dict[Language, str]]) -> Response:
    base = _base(request)
    told = []
    for page in pages:
        others = "".join(
            f'<xhtml:link rel="alternate" hreflang="{PageTexts(language).tag}" href="{escape(base + path)}"/>'
            for language, path in page.items()
        )
        told += [f"<url><loc>{escape(base + path)}</loc>{others}</url>\n" for path in page.values()]
    space = f'{_SPACES} xmlns:xhtml="http://www.w3.org/1999/xhtml"'
    return Response(f"{_HEAD}<urlset {space}>\n{''.join(told)}</urlset>\n", media_type=_XML)


def _base(request: Request) -> str:
    """The site as others reach it; where no setting says it, as this client did."""
    return public_url(request) or f"{request.url.scheme}://{request.url.netloc}"


def _store(request: Request) -> Store:
    keeper: LibraryKeeper = request.app.state.keeper
    return keeper.library().store
