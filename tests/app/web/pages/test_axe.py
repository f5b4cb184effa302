"""axe-core finds nothing on any kind of page: in both languages and both themes, details opened and frames included."""

from __future__ import annotations

import json
from urllib.parse import quote

import httpx
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.app.web.conftest import ALLIANCE, LEAD
from tests.chromium import LAPTOP, Chromium
from tests.engine_choice import on_arcadedb

# What a browser draws of an answer does not depend on the engine, on which answers are tested elsewhere.
pytestmark = [on_arcadedb, pytest.mark.browser, pytest.mark.timeout(600)]

PAGES = [
    "/?", "/search?q=ksz&", "/search?q=nobodyatall&", "/questions?", "/questions/coverage?by=county&",
    "/questions/aid_flows?", f"/questions/reach?start={LEAD}&", "/questions/links_without_evidence?",
    "/coverage?region=411202&", f"/schools/{LEAD}?", f"/groups/{ALLIANCE}?", "/regions/530100?",
    "/programmes/programme-000000-3f69242378?", "/sources/seed-001?", "/stories?", "/stories/hubin?", "/docs?",
    "/cypher?", "/schools?", "/sources?", f"/reconcile/preview?id={LEAD}&",
]  # fmt: skip
# A map for frames is met in the pages' own.
MAPS = [
    f"/maps?focus={ALLIANCE}&hops=1&", "/maps?focus=530100&view=geography&", "/maps?view=overview&",
    "/maps?view=flows&", "/maps?view=matrix&", f"/questions/reach/map?start={LEAD}&",
    f"/api/v1/network?focus={ALLIANCE}&format=html&",
]  # fmt: skip
PROBLEMS = {
    "/schools/nobody?": 404, "/questions/nobody?": 404, f"/schools/{quote('南')}?": 300,
    f"/questions/shortest_path?from=ksz&to={quote('一中')}&": 300,
    f"/questions/schools?region={quote('查无此地')}&": 404, "/questions/reach?start=nobody&hops=9&": 422,
}  # fmt: skip
DRAWN = "document.documentElement.dataset.map === 'drawn'"
OPENED = "document.querySelectorAll('details').forEach(one => { one.open = true; })"
# A page and what it frames are two documents: they may have a landmark of the same name each.
ALL: dict[str, object] = {"resultTypes": ["violations"], "rules": {"landmark-unique": {"enabled": False}}}
RUN = """options => axe.run(document, options).then(found => found.violations.map(one =>
  [one.id, one.impact, one.nodes.length, String(one.nodes[0].target), one.nodes[0].html.slice(0, 200),
    one.nodes[0].failureSummary]))"""
# What takes axe-core its time is rows that are made alike: of siblings of one shape (tags, classes, roles, attributes,
# down to the leaves) three stay, and of rows of any shape twelve. What a form holds and what names another stays whole,
# so that no name is lost; ids that stand twice are looked for before.
THIN = """() => {
  const ids = Array.from(document.querySelectorAll('[id]'), one => one.id);
  const twice = ids.filter((id, at) => ids.indexOf(id) !== at);
  const naming = ['for', 'aria-labelledby', 'aria-describedby', 'aria-controls', 'headers', 'list'];
  const named = new Set(Array.from(document.querySelectorAll(naming.map(name => `[${name}]`).join()), one =>
    naming.map(name => one.getAttribute(name) || '').join(' ').split(' ')).flat().filter(Boolean));
  const bound = one => named.has(one.id) || naming.some(name => one.hasAttribute(name));
  const stays = one => one.closest('form') || bound(one) || Array.from(one.querySelectorAll('*')).some(bound);
  const shape = one => one.localName + Array.from(one.attributes, ({name, value}) =>
    /^(class|role|type|scope|tabindex|aria-(?!label))/.test(name) ? `${name}=${value}` : name).sort() +
    `(${Array.from(one.children, shape)})` + /\\S/.test(one.textContent);
  const thin = one => {
    const met = {};
    for (const child of Array.from(one.children)) {
      thin(child);
      const made = shape(child);
      met[made] = (met[made] || 0) + 1;
      const row = child.matches('tbody > tr') ? Array.from(one.children).indexOf(child) : 0;
      if ((met[made] > 3 || row >= 12) && !stays(child)) child.remove();
    }
  };
  thin(document.body);
  return twice;
}"""


def drawn_in(page: Page) -> None:
    """Wait until every map that a page frames is drawn."""
    for frame in page.frames[1:]:
        frame.frame_element().scroll_into_view_if_needed()
        frame.wait_for_selector("html[data-map=drawn]", state="attached")


def found_in(page: Page, address: str) -> dict[str, object]:
    """What axe-core finds in a page that is drawn."""
    found: dict[str, object] = {}
    for frame in page.frames:
        frame.evaluate(OPENED)
        if twice := frame.evaluate(THIN):
            found[f"{address} {frame.url}"] = ["the same id twice", twice]
    if violations := page.evaluate(RUN, ALL):
        found[address] = violations
    return found


# Colours are the same in both languages, and all but they in both themes: each is met in one of the other.
@pytest.mark.parametrize(("language", "theme"), [("zh", "light"), ("en", "dark")])
@pytest.mark.parametrize("kind", ["pages", "maps", "problems"])
def test_nothing_is_found(client: httpx.Client, lone: httpx.Client, kind: str, language: str, theme: str) -> None:
    asked = {
        "pages": {f"{client.base_url}{path}": 200 for path in PAGES},
        "maps": {f"{client.base_url}{path}": 200 for path in MAPS},
        "problems": {f"{client.base_url}{path}": status for path, status in PROBLEMS.items()}
        | {f"{lone.base_url}/questions/schools?": 503},
    }[kind]
    found: dict[str, object] = {}
    said: list[str] = []
    with Chromium(**LAPTOP, color_scheme=theme) as browser:
        page = browser.page
        # In every frame, too: what is in them is found only by the script within.
        browser.context.add_init_script(Axe().axe_script)
        for address, status in asked.items():
            response = page.goto(f"{address}lang={language}")
            assert response
            assert response.status == status, address
            drawn_in(page)
            said += browser.said
            found |= found_in(page, address)
            # A drawing whose rows were taken away may complain of it.
            browser.said.clear()
        hosts = (str(client.base_url), str(lone.base_url), "data:")
        elsewhere = [one for one in browser.requests if not one.startswith(hosts)]
    said = [one for one in said if not one.startswith("Failed to load resource: the server responded")]
    assert not found, json.dumps(found, ensure_ascii=False, indent=1)
    assert elsewhere == [], "no request leaves the machine"
    assert said == [], "but for the status of a page that is a problem, the browser has nothing to say"
