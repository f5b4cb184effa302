"""Pages with scripts, drawn by a browser under their own policy: no test of text sees one that is too narrow."""

from __future__ import annotations

import httpx
import pytest
from playwright.sync_api import expect

from tests.app.web.conftest import LEAD
from tests.chromium import Chromium

pytestmark = pytest.mark.browser


def test_the_served_map_draws(client: httpx.Client, browser: Chromium) -> None:
    browser.page.goto(f"{client.base_url}/api/v1/network?focus={LEAD}&format=html")
    expect(browser.page.locator("html")).to_have_attribute("data-map", "drawn")
    assert browser.said == []


@pytest.mark.parametrize("question", ["coverage?by=county", "aid_flows?lang=en", "growth_by_year"])
def test_a_chart_draws(client: httpx.Client, browser: Chromium, question: str) -> None:
    browser.page.goto(f"{client.base_url}/questions/{question}")
    root = browser.page.locator("html")
    expect(root).to_have_attribute("data-chart", "drawn")
    assert root.get_attribute("data-error") is None
    assert browser.said == []
