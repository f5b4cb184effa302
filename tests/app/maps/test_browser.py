from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from app.maps import render_map
from graph.subgraph import Subgraph
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
    assert not re.search(r'<form id="search"[^>]* hidden', dom), "the search box shows once the map is there"


def test_the_largest_page_draws(tmp_path: Path, crowd: Callable[[int, int], Subgraph]) -> None:
    dom, _ = opened(written(tmp_path, crowd(1500, 5000)), DRAWN)
    assert 'data-map="drawn"' in root(dom)
    assert "data-error" not in root(dom)


def test_a_script_error_would_be_seen(tmp_path: Path, town: Subgraph) -> None:
    page = written(tmp_path, town)
    # The same length of map data, no longer JSON: the page must report it and keep its tables.
    text = page.read_text(encoding="utf-8").replace('id="map-data">{', 'id="map-data">[', 1)
    page.write_text(text, encoding="utf-8")
    dom, browser = opened(page, "document.readyState === 'complete'")
    assert "SyntaxError" in "".join(browser.said)
    assert 'data-map="drawn"' not in root(dom)
    assert "<table" in dom
