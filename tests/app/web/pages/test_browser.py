"""Pages with scripts, drawn by a browser under their own policy: no test of text sees one that is too narrow."""

from __future__ import annotations

import re
from typing import Any
from xml.etree import ElementTree

import httpx
import pytest
from playwright.sync_api import expect

from tests.app.web.conftest import LEAD
from tests.chromium import LAPTOP, PHONE, Chromium
from tests.engine_choice import on_arcadedb

# What a browser draws of an answer does not depend on the engine, on which answers are tested elsewhere.
pytestmark = [on_arcadedb, pytest.mark.browser]


def test_the_served_map_draws(client: httpx.Client, browser: Chromium) -> None:
    browser.page.goto(f"{client.base_url}/api/v1/network?focus={LEAD}&format=html")
    expect(browser.page.locator("html")).to_have_attribute("data-map", "drawn")
    assert browser.said == []


BOXES = """of => Array.from(document.querySelectorAll(of))
    .filter(one => one.checkVisibility({visibilityProperty: true}))
    .map(one => one.getBoundingClientRect()).map(box => [box.left, box.top, box.right, box.bottom])"""


@pytest.mark.parametrize("width", [390, 1400])
def test_names_of_points_neither_meet_nor_are_cut(client: httpx.Client, browser: Chromium, width: int) -> None:
    page = browser.page
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"{client.base_url}/coverage?lang=en")
    page.locator("#points-chart").scroll_into_view_if_needed()
    page.locator("#points-chart .textpoint text").first.wait_for(state="attached")
    expect(page.locator("html")).to_have_attribute("data-chart", "drawn")
    names = page.evaluate(BOXES, "#points-chart .textpoint text")
    assert len(names) >= 5
    for at, (left, top, right, bottom) in enumerate(names):
        assert left >= 0
        assert right <= width
        for other in names[:at]:
            assert right <= other[0] or other[2] <= left or bottom <= other[1] or other[3] <= top


@pytest.mark.parametrize(
    ("address", "screen"),
    [("coverage?lang=en", LAPTOP), ("questions/aid_flows?lang=zh", LAPTOP), ("questions/growth_by_year", PHONE)],
    ids=["coverage", "flows", "by touch"],
)
def test_a_chart_is_taken_away_as_a_picture(
    client: httpx.Client, browser: Chromium, address: str, screen: dict[str, Any]
) -> None:
    page = browser.page
    page.goto(f"{client.base_url}/{address}")
    title = page.locator("h1").inner_text()
    files = {}
    for format_ in ("svg", "png"):
        with page.expect_download() as waited:
            button = page.locator(f"[data-picture={format_}]").first
            if screen is PHONE:
                button.tap()
            else:
                button.click()
        files[format_] = waited.value.path().read_bytes()
    assert files["png"].startswith(b"\x89PNG")
    picture = ElementTree.fromstring(files["svg"])
    told = " ".join(text.text or "" for text in picture.iter("{http://www.w3.org/2000/svg}text"))
    for fact in (title, page.locator("figcaption").first.inner_text()[:10], address, page.locator(".note").first):
        expected = fact if isinstance(fact, str) else re.findall(r"[0-9a-f]{12}", fact.inner_text())[0]
        assert expected in told, expected
    assert browser.said == []


def test_the_tools_of_a_map_lie_on_no_name(client: httpx.Client, browser: Chromium) -> None:
    page = browser.page
    page.goto(f"{client.base_url}/maps?view=overview&lang=en&embed=true")
    expect(page.locator("html")).to_have_attribute("data-map", "drawn")
    map_, tools = page.locator("#map").bounding_box(), page.locator(".bar").bounding_box()
    assert map_
    assert tools
    assert tools["y"] + tools["height"] <= map_["y"] + 1
    assert page.locator("h1").inner_text() == "The whole graph from far away", "a page alone has a heading, too"


@pytest.mark.parametrize("question", ["coverage?by=county", "aid_flows?lang=en", "growth_by_year"])
def test_a_chart_draws(client: httpx.Client, browser: Chromium, question: str) -> None:
    browser.page.goto(f"{client.base_url}/questions/{question}")
    root = browser.page.locator("html")
    expect(root).to_have_attribute("data-chart", "drawn")
    assert root.get_attribute("data-error") is None
    assert browser.said == []
