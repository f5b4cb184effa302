from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from app.maps import render_map
from graph.subgraph import Subgraph, SubgraphNode
from tests.app.maps.test_page import hostile_view
from tests.chromium import Chromium

pytestmark = pytest.mark.browser
DRAWN = "document.documentElement.dataset.map === 'drawn'"


def opened(page: Path, ready: str) -> tuple[str, Chromium]:
    """The page as it stands once `ready` is true, and the browser, which knows what was asked for and said."""
    with Chromium() as browser:
        browser.open(page.as_uri(), ready)
        return str(browser.evaluate("document.documentElement.outerHTML")), browser


def root(dom: str) -> str:
    found = re.search(r"<html[^>]*>", dom)
    assert found
    return found.group()


def written(folder: Path, view: Subgraph, **options: Any) -> Path:
    page = folder / "map.html"
    page.write_text(render_map(view, title="图", **options), "utf-8")
    return page


def test_the_page_draws_without_error_or_refused_request(tmp_path: Path, town: Subgraph) -> None:
    page = written(tmp_path, town, as_of=20240901)
    dom, browser = opened(page, DRAWN)
    assert browser.said == []
    assert [asked for asked in browser.requests if not asked.startswith((page.as_uri(), "data:"))] == []
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
    page = written(tmp_path, Subgraph([*view.nodes, long], view.links, focus=view.focus))
    with Chromium() as browser:
        browser.open(page.as_uri(), DRAWN)
        for node in [*view.nodes, long]:
            browser.evaluate(f"HuoshuiMap.select({json.dumps(node.id)}); HuoshuiMap.remove({json.dumps(node.id)}); 0")
            shown = browser.evaluate("document.querySelector('#details-body .name').textContent")
            assert shown == node.name
        assert browser.evaluate("document.images.length") == 0
        assert browser.evaluate("HuoshuiMap.labels.length") > 3
        browser.until("document.getElementById('nodes').tBodies[0].rows.length > 3")
        assert browser.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
        browser.reload(DRAWN)
        assert browser.evaluate("HuoshuiMap.state.now().select") == "long"
        assert browser.said == []
        assert [asked for asked in browser.requests if not asked.startswith((page.as_uri(), "data:"))] == []


def test_without_scripts_there_are_tables_and_nothing_that_does_nothing(tmp_path: Path, town: Subgraph) -> None:
    page = written(tmp_path, town)
    with Chromium() as browser:
        browser.call("Emulation.setScriptExecutionDisabled", value=True)
        browser.open(page.as_uri())
        seen = (
            "Array.from(document.querySelectorAll('[data-scripted]')).filter(one => one.offsetParent !== null).length"
        )
        assert browser.evaluate(seen) == 0
        assert browser.evaluate("document.querySelectorAll('#nodes tbody tr').length") == len(town.nodes)
        assert browser.evaluate("document.querySelector('#links').offsetHeight") > 0


def test_a_script_error_would_be_seen(tmp_path: Path, town: Subgraph) -> None:
    page = written(tmp_path, town)
    # The same length of map data, no longer JSON: the page must report it and keep its tables.
    text = page.read_text(encoding="utf-8").replace('id="map-data">{', 'id="map-data">[', 1)
    page.write_text(text, encoding="utf-8")
    dom, browser = opened(page, "document.readyState === 'complete'")
    assert "SyntaxError" in "".join(browser.said)
    assert 'data-map="drawn"' not in root(dom)
    assert "<table" in dom
    assert re.search(r'<div id="tools"[^>]* hidden', dom), "what does nothing then is not shown"
