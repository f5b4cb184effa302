"""Nothing of a page is cut: on a small phone, and on paper, where nothing scrolls."""

from __future__ import annotations

import httpx
import pytest

from tests.app.web.conftest import ALLIANCE, LEAD
from tests.chromium import SMALL_PHONE, Chromium
from tests.engine_choice import on_arcadedb

# What a browser draws of an answer does not depend on the engine, on which answers are tested elsewhere.
pytestmark = [on_arcadedb, pytest.mark.browser, pytest.mark.timeout(300)]

PAGES = [
    "/?", "/questions?", "/questions/aid_flows?", "/questions/aid_links?", "/questions/reach?start=530100&",
    "/questions/growth_by_year?", "/coverage?region=530100&", "/regions/530100?", "/sources/seed-002?",
    "/stories/kunming?", "/stories?", "/docs?", "/search?q=ksz&", "/coverage?", "/maps?view=matrix&", "/sources?",
    f"/reconcile/preview?id={LEAD}&",
]  # fmt: skip
PAPER = 718
"""Pixels of CSS that are as wide as A4 within margins of 10 mm."""
CUT = """JSON.stringify([...document.querySelectorAll('body, body *')].filter(one => {
  if (one.closest('.skip, .unseen, svg, option')) return false;
  const box = one.getBoundingClientRect(), style = getComputedStyle(one);
  const scrolls = style.overflowX !== 'visible' && one.scrollWidth > one.clientWidth + 1;
  return box.width > 0 && (box.right > innerWidth + 1 || scrolls);
}).map(one => one.tagName + '.' + one.className).slice(0, 5))"""


BROKEN = """[...document.querySelectorAll('td.number data')].filter(one => one.getClientRects().length > 1).length"""
ALONE = """[...document.querySelectorAll('main h2')].filter(one => one.checkVisibility() &&
  ![...one.parentElement.children].some(other => other !== one && other.checkVisibility())).map(one => one.id)"""


@pytest.mark.parametrize("language", ["zh", "en"])
def test_on_paper_nothing_is_cut(client: httpx.Client, language: str) -> None:
    with Chromium(viewport={"width": PAPER, "height": 1000}) as browser:
        page = browser.page
        page.emulate_media(media="print")
        for path in PAGES:
            page.goto(f"{client.base_url}{path}lang={language}")
            browser.until(
                "!document.querySelector('figure.chart') || document.documentElement.dataset.chart === 'drawn'"
            )
            assert page.evaluate(CUT) == "[]", path
            assert page.evaluate(BROKEN) == 0, (path, "a number in two lines is two numbers")
            assert page.evaluate(ALONE) == [], (path, "a heading of nothing")


def test_a_map_on_paper_has_its_legend_and_tables_and_nothing_to_press(client: httpx.Client) -> None:
    with Chromium(viewport={"width": PAPER, "height": 1000}) as browser:
        page = browser.page
        page.emulate_media(media="print")
        page.goto(f"{client.base_url}/maps?focus={ALLIANCE}&hops=1&lang=en")
        assert page.locator("nav.site, .tools, .bar, form").filter(visible=True).count() == 0
        legend, tables = page.locator("#legend").bounding_box(), page.locator("#tables").bounding_box()
        assert legend
        assert tables
        assert 0 <= tables["y"] - (legend["y"] + legend["height"]) < 60, "no gap, where the screen has other things"


def test_what_was_drawn_for_a_wide_screen_fits_on_paper(client: httpx.Client) -> None:
    """A reader prints what stands on a screen: the charts are there already, as wide as that."""
    with Chromium(viewport={"width": 1400, "height": 1000}) as browser:
        page = browser.page
        for path in ("/coverage?", "/questions/aid_flows?"):
            page.goto(f"{client.base_url}{path}lang=en")
            browser.until("document.documentElement.dataset.chart === 'drawn'")
            page.evaluate("dispatchEvent(new Event('beforeprint')); 0")
            page.emulate_media(media="print")
            page.set_viewport_size({"width": PAPER, "height": 1000})
            assert page.evaluate(CUT) == "[]", path
            drawn = page.locator("figure.chart[data-drawn] .chart-area")
            assert drawn.count() > 0
            for area in drawn.all():
                assert area.evaluate("one => one.getBoundingClientRect().width <= innerWidth")
            page.emulate_media(media="screen")
            page.set_viewport_size({"width": 1400, "height": 1000})


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_phone_of_320_pixels_scrolls_no_page_sideways(client: httpx.Client, language: str) -> None:
    with Chromium(**SMALL_PHONE) as browser:
        page = browser.page
        for path in PAGES:
            page.goto(f"{client.base_url}{path}lang={language}")
            assert page.evaluate("document.documentElement.scrollWidth") <= 320, path
            assert page.evaluate("visualViewport.scale") == 1, path
