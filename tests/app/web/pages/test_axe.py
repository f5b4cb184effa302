"""axe-core finds nothing serious on any page, in both languages and both themes, with its details opened.

The maps have tests of their own: here are the pages around them."""

from __future__ import annotations

import json
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import httpx
import pytest

from tests.app.web.conftest import ALLIANCE, LEAD
from tests.chromium import Chromium
from tests.conftest import on_arcadedb

# What a browser draws of an answer does not depend on the engine, on which answers are tested elsewhere.
pytestmark = [on_arcadedb, pytest.mark.browser, pytest.mark.timeout(600)]

PAGES = [
    "/?", "/search?q=ksz&", "/questions?", "/questions/coverage?by=county&", "/questions/aid_flows?",
    "/questions/reach?start=nobody&hops=9&", "/questions/links_without_evidence?", "/coverage?region=411202&",
    f"/schools/{LEAD}?", f"/groups/{ALLIANCE}?", "/regions/530100?", "/programmes/programme-000000-3f69242378?",
    "/sources/seed-001?", "/stories?", "/stories/hubin?", "/docs?", "/cypher?", "/schools/nobody?",
    "/schools/%E5%8D%97?",
]  # fmt: skip
RUN = """axe.run(document, {resultTypes: ['violations'], iframes: false}).then(found => JSON.stringify(
  found.violations.filter(one => ['serious', 'critical'].includes(one.impact)).map(one =>
    [one.id, one.nodes.length, one.nodes[0].html.slice(0, 200), (one.nodes[0].any[0] || {}).message])))"""


@cache
def axe() -> str:
    """axe-core as a package brings it: no test drives a browser by that package."""
    spec = find_spec("axe_playwright_python")
    assert spec
    assert spec.origin
    return Path(spec.origin).with_name("axe.min.js").read_text("utf-8")


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_nothing_serious_is_found(client: httpx.Client, language: str, theme: str) -> None:
    found = {}
    with Chromium() as browser:
        browser.call("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": theme}])
        for page in PAGES:
            browser.open(f"{client.base_url}{page}lang={language}")
            browser.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")
            browser.evaluate(axe())
            told = browser.call("Runtime.evaluate", expression=RUN, awaitPromise=True, returnByValue=True)
            assert "exceptionDetails" not in told, (page, told)
            if violations := json.loads(told["result"]["value"]):
                found[page] = violations
        elsewhere = [one for one in browser.requests if not one.startswith((str(client.base_url), "data:"))]
        said = [one for one in browser.said if not one.startswith("Failed to load resource: the server responded")]
    assert not found, json.dumps(found, ensure_ascii=False)
    assert elsewhere == [], "no request leaves the machine"
    assert said == [], "but for the status of a page that is a problem, the browser has nothing to say"
