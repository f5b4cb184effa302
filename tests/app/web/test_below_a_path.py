"""The app below a path: every address that it gives leads below it, whether a proxy strips the path or not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

import httpx
import pytest

from app.web.main import create_app
from graph import Settings
from graph.answers import Library
from tests.app.web.conftest import CYPHER, LEAD, served

ROOT = "/huoshui"
PAGES = (
    "/", "/?lang=en", "/docs", "/stories", "/maps?view=overview", f"/maps?focus={LEAD}", "/coverage?region=530100",
    "/questions", "/questions/reach", f"/questions/reach?start={LEAD}&hops=1", "/schools", f"/schools/{LEAD}",
    "/regions/530100", "/search?q=昆三中", "/cypher", "/nowhere", "/sitemap.xml", "/sitemaps/pages-0.xml",
    f"/api/v1/network?focus={LEAD}&format=html",
)  # fmt: skip
_ADDRESS = re.compile(r"""(?:(?:href|src|action|data-[\w-]+|content)="|<loc>(?:https://uni\.example)?)(/[^"<]*)""")


@pytest.fixture(scope="module")
def below(settings: Settings) -> Iterator[httpx.Client]:
    more = {"root_path": ROOT, "public_url": f"https://uni.example{ROOT}", "cors_origins": "*"}
    with served(create_app(settings.model_copy(update=more))) as client:
        yield client


@pytest.fixture
def client(below: httpx.Client, seeds: Library) -> httpx.Client:
    return below


def addresses_in(page: httpx.Response) -> set[str]:
    return {unescape(found) for found in _ADDRESS.findall(page.text)}


@pytest.mark.parametrize("path", PAGES)
def test_every_address_of_a_page_leads_below_it(client: httpx.Client, path: str) -> None:
    headers = {"Accept": "text/html,*/*;q=0.8"}
    page, stripped = client.get(ROOT + path, headers=headers), client.get(path, headers=headers)
    assert page.status_code == (404 if path == "/nowhere" else 200)
    found = addresses_in(page)
    assert found
    assert found == addresses_in(stripped), "a proxy may strip it"
    assert [one for one in found if not one.startswith(f"{ROOT}/")] == []


def test_what_a_page_names_is_there(client: httpx.Client) -> None:
    pages = [client.get(ROOT + path) for path in PAGES[:9] if "?" not in path]
    named = {one for page in pages for one in addresses_in(page)}
    assert len(named) > 30
    of_pairings = {one for one in named if "/organisations/organisation-" in one}
    for one in sorted(named - of_pairings)[:60]:
        assert client.get(one.partition("#")[0]).status_code in (200, 308, 303), one


def test_redirects_and_links_for_programs_lead_below_it(client: httpx.Client) -> None:
    assert client.get(f"{ROOT}/?q=昆三中").headers["location"].startswith(f"{ROOT}/search?")
    assert client.get(f"/things/{LEAD}").headers["location"].startswith(f"{ROOT}/schools/")
    listed = client.get(f"{ROOT}/api/v1/schools?limit=1&format=csv")
    assert re.match(rf"<{ROOT}/api/v1/schools\?", listed.headers["link"])
    assert client.get(f"{ROOT}/openapi.json").json()["servers"][0]["url"] == ROOT
    problem = client.get(f"{ROOT}/api/v1/schools/nobody").json()
    assert problem["type"] == f"{ROOT}/docs#not-found"
    assert problem["instance"] == f"{ROOT}/api/v1/schools/nobody"


def test_what_others_are_told_is_whole(client: httpx.Client) -> None:
    page = client.get(f"/schools/{LEAD}?lang=en").text
    assert f'<link rel="canonical" href="https://uni.example{ROOT}/schools/{LEAD}?lang=en"' in page
    assert f'content="https://uni.example{ROOT}/cards/schools/{LEAD}.png?lang=en"' in page
    assert f"Sitemap: https://uni.example{ROOT}/sitemap.xml" in client.get("/robots.txt").text
    assert client.get("/reconcile").json()["identifierSpace"] == f"https://uni.example{ROOT}/things/"


def test_another_path_is_none_of_ours(client: httpx.Client) -> None:
    assert client.get("/huoshuix/docs").status_code == 404
    assert client.get(ROOT).status_code == 200


def test_programs_ask_below_it(client: httpx.Client) -> None:
    answer = client.post(ROOT + CYPHER, json={"statement": "RETURN 1 AS x"})
    assert answer.json()["rows"] == [{"x": 1}]
