"""The console in a browser: its editor, its keys, its map."""

from __future__ import annotations

import re

import httpx
import pytest
from playwright.sync_api import Page, expect

from tests.chromium import Chromium
from tests.engine_choice import on_arcadedb

pytestmark = [pytest.mark.browser, pytest.mark.timeout(180)]


def opened(browser: Chromium, address: str) -> Page:
    """The console once its editor stands."""
    browser.page.goto(address)
    ready(browser.page)
    return browser.page


def ready(page: Page) -> None:
    expect(page.locator("html")).to_have_attribute("data-editor", "ready")


def colour(page: Page, token: str) -> str:
    found: str = page.locator(f".editor .ace_{token}").first.evaluate("one => getComputedStyle(one).color")
    return found


@on_arcadedb
def test_the_editor_colours_completes_and_runs_without_a_mouse(client: httpx.Client, browser: Chromium) -> None:
    page = opened(browser, f"{client.base_url}/cypher?lang=en&statement=")
    statement = page.locator("#statement")
    expect(statement).to_be_hidden()
    page.evaluate("ace.edit(document.querySelector('.editor')).focus()")
    page.keyboard.type("MATCH (s:Lead", delay=40)
    expect(page.locator(".ace_autocomplete .ace_content")).to_contain_text("LeadSchool")
    page.keyboard.press("Enter")
    page.keyboard.type(") RETURN s.name AS name, count(*) AS n ORDER BY name LIMIT 3", delay=5)
    expect(statement).to_have_value("MATCH (s:LeadSchool) RETURN s.name AS name, count(*) AS n ORDER BY name LIMIT 3")
    expect(page.locator(".editor .ace_support").first).to_be_attached()
    plain = page.locator(".editor").evaluate("one => getComputedStyle(one).color")
    assert len({colour(page, token) for token in ("keyword", "entity", "support")} | {plain}) == 4
    page.keyboard.press("Control+Enter")
    expect(page.locator("table.answer tbody tr")).to_have_count(3)
    ready(page)
    assert page.locator("html").get_attribute("data-error") is None
    assert browser.said == []
    assert browser.requests
    assert [asked for asked in browser.requests if not asked.startswith((str(client.base_url), "data:"))] == []


@on_arcadedb
def test_tab_leaves_the_editor(client: httpx.Client, browser: Chromium) -> None:
    page = opened(browser, f"{client.base_url}/cypher?statement=RETURN+1")
    page.evaluate("ace.edit(document.querySelector('.editor')).focus()")
    page.keyboard.press("Tab")
    expect(page.locator("#parameters")).to_be_focused()
    expect(page.locator("#statement")).to_have_value("RETURN 1")


@on_arcadedb
def test_the_map_draws_in_its_frame_and_stays_there(client: httpx.Client, browser: Chromium) -> None:
    page = opened(browser, f"{client.base_url}/cypher?lang=en")
    page.locator("#run").click()
    page.locator("iframe").scroll_into_view_if_needed()
    frame = page.frame_locator("iframe")
    root = frame.locator("html")
    # The tables come last, and with them what a click does.
    expect(root).to_have_attribute("data-tables", re.compile("."))
    for link in ("a[data-node]", "a.skip"):
        frame.locator(link).first.evaluate("one => one.click()")
        expect(root).to_have_attribute("data-map", "drawn")
        assert root.get_attribute("data-error") is None


def test_what_is_wrong_is_where_the_cursor_is(client: httpx.Client, browser: Chromium) -> None:
    page = opened(browser, f"{client.base_url}/cypher?statement=MATCH+(n)%0ADELETE+n")
    page.locator("#run").click()
    expect(page.locator("#trouble")).to_be_visible()
    ready(page)
    assert page.evaluate("ace.edit(document.querySelector('.editor')).getCursorPosition().row") == 1


@on_arcadedb
@pytest.mark.parametrize("screen", [{"viewport": {"width": width, "height": 800}} for width in (360, 1280)])
def test_nothing_stands_beyond_the_edge(client: httpx.Client, browser: Chromium) -> None:
    page = opened(browser, f"{client.base_url}/cypher")
    page.locator("#run").click()
    expect(page.locator("#result")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth") is True
