"""The search page: by kind, with regions, in both languages, and hostile texts stay text."""

from __future__ import annotations

import re

import httpx
import pytest
from playwright.sync_api import expect

from tests.app.web.pages.reading import read
from tests.chromium import Chromium
from tests.engine_choice import on_arcadedb

THIRD = "昆明市第三中学"


def _found(client: httpx.Client, searched: str, **more: str) -> dict[str, list[str]]:
    """Names by kind, in the page's order."""
    sections = read(client.get("/search", params={"q": searched, **more}).text).all("section")
    return {one.one("h2").text: [name.text for name in one.all("bdi")] for one in sections}


@pytest.mark.parametrize("searched", ["昆三中", "昆明 三中", "昆明市第3中学", "kunsanzhong", "ksz"])
def test_a_school_is_among_the_first(client: httpx.Client, searched: str) -> None:
    page = read(client.get("/search", params={"q": searched}).text)
    (school,) = [one for one in page.all("section") if one.one("h2").text.startswith("学校")]
    first = school.all("li")[0]
    assert [one.text for one in first.all("bdi")] == [THIRD, "昆三中", "云南省 › 昆明市"]
    assert first.one("a").attributes["href"].startswith("/")


def test_the_kind_of_the_best_comes_first(client: httpx.Client) -> None:
    kinds = _found(client, "Kunming", lang="en")
    assert next(iter(kinds)).startswith("Region")
    assert "昆明市" in next(iter(kinds.values()))


def test_a_kind_can_be_searched_alone_where_there_is_more(client: httpx.Client) -> None:
    page = client.get("/search", params={"q": "学"}).text
    assert "只列出前 50 个" in page
    (alone,) = [one for one in read(page).all("a") if one.text == "只找学校"]
    kinds = read(client.get(alone.attributes["href"]).text).all("h2")
    assert [kind.text.split()[0] for kind in kinds] == ["学校"]


def test_nothing_found_says_what_can_be_typed(client: httpx.Client) -> None:
    response = client.get("/search", params={"q": "查无此校"})
    assert response.status_code == 200
    assert "没有名称含“查无此校”" in response.text
    assert "kunsanzhong" in response.text
    assert "没有名称含" not in client.get("/search", params={"q": "  "}).text


@pytest.mark.parametrize("searched", ["··", "\0", "x" * 1_001])
def test_what_is_no_name_is_told_on_the_page(client: httpx.Client, searched: str) -> None:
    response = client.get("/search", params={"q": searched})
    assert response.status_code == 422
    assert read(response.text).one(role="alert")


@pytest.mark.parametrize(
    "text", ['"><script>alert(1)</script>', "<img src=x onerror=alert(1)>", "'\"&", "\u202e昆明\n", "昆" * 500, "NEAR("]
)
def test_what_is_searched_for_stays_text(client: httpx.Client, text: str) -> None:
    response = client.get("/search", params={"q": text})
    assert response.status_code == 200
    assert "<script>" not in response.text
    assert "<img" not in response.text


def test_every_page_has_the_search_once(client: httpx.Client) -> None:
    for address in ("/", "/search", "/questions", "/questions/find?name=ksz", "/docs", "/cypher"):
        page = read(client.get(address).text)
        assert [one.attributes["action"] for one in page.all("form", role="search")].count("/search") == 1, address


def test_what_a_field_offers_is_a_list_of_options_by_kind(client: httpx.Client) -> None:
    list_ = read(client.get("/search/suggestions", params={"q": "kunming", "lang": "en"}).text)
    groups = list_.all("div", role="group")
    assert groups[0].attributes["aria-label"] == "Region"
    first = groups[0].all("div", role="option")[0]
    assert first.attributes["data-address"] == "/regions/530100?lang=en"
    assert len(list_.all("div", role="option")) <= 12
    assert "Nothing found" in client.get("/search/suggestions", params={"q": "查无此校", "lang": "en"}).text
    assert "<script" not in client.get("/search/suggestions", params={"q": "<script>"}).text


@on_arcadedb
@pytest.mark.browser
def test_a_school_is_found_while_somebody_types(client: httpx.Client, browser: Chromium) -> None:
    page = browser.page
    page.goto(f"{client.base_url}/questions?lang=zh")
    page.keyboard.press("Control+k")
    field, options = page.locator("input[role=combobox]:focus"), page.get_by_role("option")
    expect(field).to_be_visible()
    page.keyboard.type("kunsanzh", delay=40)
    expect(options.first).to_contain_text(THIRD)
    expect(page.locator(".combobox:focus-within [role=status]")).to_have_text(re.compile("^找到"))
    page.keyboard.press("Escape")
    expect(field).to_have_attribute("aria-expanded", "false")
    page.keyboard.type("o", delay=40)
    expect(field).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("ArrowDown")
    chosen = page.locator(f"[id='{field.get_attribute('aria-activedescendant')}']")
    expect(chosen).to_have_attribute("aria-selected", "true")
    address = chosen.get_attribute("data-address")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{str(client.base_url).rstrip('/')}{address}")
    assert browser.said == []


@on_arcadedb
@pytest.mark.browser
def test_a_slash_goes_to_the_search_but_not_out_of_another_field(client: httpx.Client, browser: Chromium) -> None:
    page = browser.page
    page.goto(f"{client.base_url}/questions")
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("/")
    expect(page.locator("[name=q]").first).to_be_focused()
    page.locator("#q").focus()
    page.keyboard.press("/")
    expect(page.locator("#q")).to_be_focused()


def test_the_old_address_of_the_search_leads_to_its_page(client: httpx.Client) -> None:
    response = client.get("/", params={"q": "昆三中", "lang": "en"})
    assert response.status_code == 308
    assert response.headers["location"] == str(httpx.URL("/search", params={"lang": "en", "q": "昆三中"}))


def test_without_a_store_the_search_page_says_so(lone: httpx.Client) -> None:
    response = lone.get("/search", params={"q": "昆三中"}, headers={"Accept": "text/html"})
    assert response.status_code == 503
    assert "huoshui up" not in response.text
