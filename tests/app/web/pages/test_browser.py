from __future__ import annotations

import httpx
import pytest

from tests.app.web.conftest import LEAD
from tests.chromium import Chromium

pytestmark = pytest.mark.browser
ROOT = "document.documentElement.dataset"


def test_the_served_map_draws_under_its_own_policy(client: httpx.Client) -> None:
    """A Content-Security-Policy that is too narrow leaves the page without its script: no test of text sees that."""
    with Chromium() as browser:
        browser.open(f"{client.base_url}/api/v1/network?focus={LEAD}&format=html", f"{ROOT}.map === 'drawn'")
        assert browser.said == []


@pytest.mark.parametrize("question", ["coverage?by=county", "aid_flows?lang=en", "growth_by_year"])
def test_a_chart_draws_under_the_pages_policy(client: httpx.Client, question: str) -> None:
    with Chromium() as browser:
        browser.open(f"{client.base_url}/questions/{question}", f"{ROOT}.chart === 'drawn'")
        assert browser.evaluate(f"{ROOT}.error") is None
        assert browser.said == []
