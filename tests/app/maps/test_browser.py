"""A map as a file of its own, in a browser."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from app.maps import render_map
from graph.subgraph import Subgraph, SubgraphNode
from tests.app.maps.test_page import hostile_view
from tests.chromium import Chromium

pytestmark = pytest.mark.browser
DRAWN = "document.documentElement.dataset.map === 'drawn'"


def opened(file: Path, ready: str) -> tuple[str, Chromium]:
    """The page as it stands once `ready` is true, and the browser, which knows what was asked for and said."""
    with Chromium() as browser:
        page = browser.page
        page.goto(file.as_uri())
        browser.until(ready)
        return str(page.evaluate("document.documentElement.outerHTML")), browser


def root(dom: str) -> str:
    found = re.search(r"<html[^>]*>", dom)
    assert found
    return found.group()


def written(folder: Path, view: Subgraph, **options: Any) -> Path:
    page = folder / "map.html"
    page.write_text(render_map(view, title="图", **options), "utf-8")
    return page


def test_the_page_draws_without_error_or_refused_request(tmp_path: Path, town: Subgraph) -> None:
    file = written(tmp_path, town, as_of=20240901)
    dom, browser = opened(file, DRAWN)
    assert browser.said == []
    assert [asked for asked in browser.requests if not asked.startswith((file.as_uri(), "data:"))] == []
    assert 'data-map="drawn"' in root(dom)
    assert "data-error" not in root(dom)
    assert "<canvas" in dom


def test_the_largest_page_draws(tmp_path: Path, crowd: Callable[[int, int], Subgraph]) -> None:
    dom, _ = opened(written(tmp_path, crowd(1500, 5000)), DRAWN)
    assert 'data-map="drawn"' in root(dom)
    assert "data-error" not in root(dom)


def test_hostile_names_do_no_harm_where_they_are_shown(tmp_path: Path) -> None:
    view = hostile_view()
    long = SubgraphNode("long", "School", "很长的名字" * 100)
    file = written(tmp_path, Subgraph([*view.nodes, long], view.links, focus=view.focus))
    with Chromium() as browser:
        page = browser.page
        page.goto(file.as_uri())
        browser.until(DRAWN)
        for node in [*view.nodes, long]:
            page.evaluate(f"HuoshuiMap.select({json.dumps(node.id)}); HuoshuiMap.remove({json.dumps(node.id)}); 0")
            shown = page.evaluate("document.querySelector('#details-body .name').textContent")
            assert shown == node.name
        assert page.evaluate("document.images.length") == 0
        assert page.evaluate("HuoshuiMap.labels.length") > 3
        browser.until("document.getElementById('nodes').tBodies[0].rows.length > 3")
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
        page.reload()
        browser.until(DRAWN)
        assert page.evaluate("HuoshuiMap.state.now().select") == "long"
        assert browser.said == []
        assert [asked for asked in browser.requests if not asked.startswith((file.as_uri(), "data:"))] == []


def test_without_scripts_there_are_tables_and_nothing_that_does_nothing(tmp_path: Path, town: Subgraph) -> None:
    file = written(tmp_path, town)
    with Chromium(java_script_enabled=False) as browser:
        page = browser.page
        page.goto(file.as_uri())
        expect(page.locator("[data-scripted]").filter(visible=True)).to_have_count(0)
        expect(page.locator("#nodes tbody tr")).to_have_count(len(town.nodes))
        expect(page.locator("#links")).to_be_visible()


def test_a_script_error_would_be_seen(tmp_path: Path, town: Subgraph) -> None:
    file = written(tmp_path, town)
    # The same length of map data, no longer JSON: the page must report it and keep its tables.
    text = file.read_text(encoding="utf-8").replace('id="map-data">{', 'id="map-data">[', 1)
    file.write_text(text, encoding="utf-8")
    dom, browser = opened(file, "document.readyState === 'complete'")
    assert "SyntaxError" in "".join(browser.said)
    assert 'data-map="drawn"' not in root(dom)
    assert "<table" in dom
    assert re.search(r'<div id="tools"[^>]* hidden', dom), "what does nothing then is not shown"
