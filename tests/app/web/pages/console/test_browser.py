from __future__ import annotations

import httpx
import pytest

from tests.chromium import Chromium

pytestmark = [
    pytest.mark.browser,
    pytest.mark.timeout(180),
]
READY = "document.documentElement.dataset.editor === 'ready'"
FRAME = "document.querySelector('iframe').contentDocument"
TAB, ENTER, SPACE = 9, 13, 32


def colour(browser: Chromium, token: str) -> str:
    return str(browser.evaluate(f"getComputedStyle(document.querySelector('.editor .ace_{token}')).color"))


def test_the_editor_colours_completes_and_runs_without_a_mouse(client: httpx.Client) -> None:
    with Chromium() as browser:
        browser.open(f"{client.base_url}/cypher?lang=en&statement=", READY)
        assert browser.evaluate("document.getElementById('statement').hidden") is True
        browser.evaluate("ace.edit(document.querySelector('.editor')).focus()")
        browser.type("MATCH (s:Lead")
        browser.until("document.querySelector('.ace_autocomplete .ace_content')?.textContent.includes('LeadSchool')")
        browser.press("Enter", code=ENTER)
        browser.type(") RETURN s.name AS name, count(*) AS n ORDER BY name LIMIT 3")
        written = "document.getElementById('statement').value"
        browser.until(
            f"{written} === 'MATCH (s:LeadSchool) RETURN s.name AS name, count(*) AS n ORDER BY name LIMIT 3'"
        )
        browser.until("document.querySelector('.editor .ace_support') !== null")
        plain = browser.evaluate("getComputedStyle(document.querySelector('.editor')).color")
        colours = {colour(browser, token) for token in ("keyword", "entity", "support")}
        assert len(colours | {plain}) == 4
        browser.press("Enter", code=ENTER, ctrl=True)
        browser.until("document.querySelectorAll('table.answer tbody tr').length === 3")
        browser.until(READY)
        assert browser.evaluate("document.documentElement.dataset.error") is None
        assert browser.said == []
        assert browser.requests
        assert [asked for asked in browser.requests if not asked.startswith((str(client.base_url), "data:"))] == []


def test_tab_leaves_the_editor(client: httpx.Client) -> None:
    with Chromium() as browser:
        browser.open(f"{client.base_url}/cypher?statement=RETURN+1", READY)
        browser.evaluate("ace.edit(document.querySelector('.editor')).focus()")
        browser.press("Tab", code=TAB)
        assert browser.evaluate("document.activeElement.id") == "parameters"
        assert browser.evaluate("document.getElementById('statement').value") == "RETURN 1"


def test_the_map_draws_in_its_frame_and_stays_there(client: httpx.Client) -> None:
    with Chromium() as browser:
        browser.open(f"{client.base_url}/cypher?lang=en", READY)
        browser.evaluate("document.getElementById('run').click()")
        browser.until("document.querySelector('iframe') !== null")
        browser.evaluate("document.querySelector('iframe').scrollIntoView()")
        browser.until(f"{FRAME}.documentElement.dataset.map === 'drawn'")
        browser.evaluate(f"{FRAME}.querySelector('a[data-node]').click()")
        browser.evaluate(f"{FRAME}.querySelector('a.skip').click()")
        assert browser.evaluate(f"{FRAME}.documentElement.dataset.map") == "drawn"
        assert browser.evaluate(f"{FRAME}.documentElement.dataset.error") is None


def test_what_is_wrong_is_where_the_cursor_is(client: httpx.Client) -> None:
    with Chromium() as browser:
        browser.open(f"{client.base_url}/cypher?statement=MATCH+(n)%0ADELETE+n", READY)
        browser.evaluate("document.getElementById('run').click()")
        browser.until("document.getElementById('trouble') !== null")
        browser.until(READY)
        at = "ace.edit(document.querySelector('.editor')).getCursorPosition()"
        assert browser.evaluate(f"{at}.row") == 1


@pytest.mark.parametrize("width", [360, 1280])
def test_nothing_stands_beyond_the_edge(client: httpx.Client, width: int) -> None:
    with Chromium() as browser:
        browser.call("Emulation.setDeviceMetricsOverride", width=width, height=800, deviceScaleFactor=1, mobile=False)
        browser.open(f"{client.base_url}/cypher", READY)
        browser.evaluate("document.getElementById('run').click()")
        browser.until("document.getElementById('result') !== null")
        assert browser.evaluate("document.documentElement.scrollWidth <= window.innerWidth") is True
