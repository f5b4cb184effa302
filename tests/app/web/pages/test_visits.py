"""Every page as it is visited: opened again and again, with F5, with Back, and in the frame of another."""

from __future__ import annotations

import httpx
import pytest
from fastapi import FastAPI
from fastapi.routing import APIRoute

from app.web.pages.addresses import FOLDERS
from app.web.pages.console.routes import router as console
from app.web.pages.coverage.routes import router as coverage
from app.web.pages.entities.routes import router as entities
from app.web.pages.maps.routes import router as maps
from app.web.pages.routes import router as pages
from app.web.pages.stories.routes import router as stories
from tests.app.web.conftest import ALLIANCE, LEAD, operations
from tests.chromium import Chromium
from tests.engine_choice import on_arcadedb

# What a browser draws of an answer does not depend on the engine, on which answers are tested elsewhere.
pytestmark = [on_arcadedb, pytest.mark.browser, pytest.mark.timeout(300)]

LOADED = "document.readyState === 'complete'"
STYLED = f"{LOADED} && document.styleSheets.length > 0 && document.styleSheets[0].cssRules.length > 0"
MAP = "documentElement.dataset.map === 'drawn'"
FRAME = "document.querySelector('iframe')"
FRAMED = f"{FRAME}?.contentDocument.{MAP}"
CHART = "document.documentElement.dataset.chart === 'drawn'"
EDITOR = "document.documentElement.dataset.editor === 'ready'"
# Route to an address of it and what is true once it really drew.
VISITS = [
    ("/", "/", STYLED),
    ("/search", "/search?q=ksz", STYLED),
    ("/search/suggestions", "/search/suggestions?q=ksz", LOADED),
    ("/questions", "/questions?q=aid&lang=en", STYLED),
    ("/questions/{id}", "/questions/school?id=" + LEAD, STYLED),
    ("/questions/{id}", "/questions/aid_flows", f"{STYLED} && {CHART}"),
    ("/questions/{id}/map", "/questions/reach/map?start=" + LEAD, f"document.{MAP}"),
    ("/schools/{id:path}", "/schools/" + LEAD, STYLED),
    ("/groups/{id:path}", "/groups/" + ALLIANCE, STYLED),
    ("/regions/{id:path}", "/regions/530100?lang=en", STYLED),
    ("/programmes/{id:path}", "/programmes/programme-000000-3f69242378", STYLED),
    ("/sources/{id:path}", "/sources/seed-001", STYLED),
    ("/coverage", "/coverage?region=411202", f"{STYLED} && {CHART}"),
    ("/stories", "/stories", STYLED),
    ("/stories/{id}", "/stories/hubin", STYLED),
    ("/maps", f"/maps?focus={ALLIANCE}&hops=1", f"document.{MAP}"),
    ("/maps", "/maps?view=overview&open=530000&lang=en", f"document.{MAP}"),
    ("/maps", "/maps?view=matrix", STYLED),
    ("/docs", "/docs", STYLED),
    ("/cypher", "/cypher", f"{STYLED} && {EDITOR}"),
    ("/api/v1/network", f"/api/v1/network?focus={ALLIANCE}&format=html", f"document.{MAP}"),
]  # fmt: skip


# No page, a picture, a redirect, and a page that has the others' form, of which the five reports have none.
UNSEEN = {
    "/robots.txt",
    "/sitemap.xml",
    "/sitemaps/{name}.xml",
    "/assets/{name}",
    "/maps/file",
    "/maps/part",
    "/maps/beside",
    *(f"/cards/{folder}/{{id}}.png" for folder in FOLDERS.values()),
    "/things/{id:path}",
    "/organisations/{id:path}",
}


@pytest.mark.parametrize(("address", "drawn"), [visit[1:] for visit in VISITS])
def test_a_page_draws_at_every_visit(client: httpx.Client, browser: Chromium, address: str, drawn: str) -> None:
    page, visited = browser.page, f"{client.base_url}{address}"
    for _ in range(2):
        page.goto("about:blank")
        page.goto(visited)
        browser.until(drawn)
    page.reload()
    browser.until(drawn)
    page.goto(f"{client.base_url}/questions?lang=en")
    browser.until("location.pathname === '/questions' && " + STYLED)
    page.go_back()
    browser.until(f"location.href.startsWith('{visited}') && {drawn}")
    assert browser.said == []


@pytest.mark.parametrize("address", [f"/questions/reach?start={LEAD}", f"/questions/network?focus={ALLIANCE}&hops=1"])
def test_a_map_draws_in_its_frame_at_every_visit(client: httpx.Client, browser: Chromium, address: str) -> None:
    page = browser.page
    for _ in range(2):
        page.goto("about:blank")
        page.goto(f"{client.base_url}{address}")
        browser.until(f"{STYLED} && {FRAME} !== null")
        page.evaluate(f"{FRAME}.scrollIntoView()")
        browser.until(FRAMED)
    page.reload()
    browser.until(f"{STYLED} && {FRAME} !== null")
    page.evaluate(f"{FRAME}.scrollIntoView()")
    browser.until(FRAMED)
    assert browser.said == []


def test_no_page_goes_unvisited(app: FastAPI) -> None:
    own = [
        route
        for route in (*pages.routes, *console.routes, *entities.routes, *coverage.routes, *maps.routes, *stories.routes)
        if isinstance(route, APIRoute)
    ]
    routes = {route.path for route in own if "GET" in (route.methods or ())}
    routes |= {path for path, one in operations(app.openapi()) if "text/html" in one["responses"]["200"]["content"]}
    assert {route for route, _, _ in VISITS} == routes - UNSEEN
