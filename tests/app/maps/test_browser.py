from __future__ import annotations

import re
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from app.maps import render_map
from graph.subgraph import Subgraph
from tests.chromium import CHROMIUM, FLAGS

pytestmark = pytest.mark.browser
_DUMP = ["--virtual-time-budget=8000", "--dump-dom"]


def opened(page: Path, profile: Path) -> str:
    """The page as it stands after its scripts ran."""
    command = [str(CHROMIUM), *FLAGS, *_DUMP, f"--user-data-dir={profile}", page.as_uri()]
    return subprocess.run(command, capture_output=True, check=True, timeout=120, text=True, encoding="utf-8").stdout


def root(dom: str) -> str:
    found = re.search(r"<html[^>]*>", dom)
    assert found
    return found.group()


def written(folder: Path, view: Subgraph, **options: Any) -> Path:
    page = folder / "map.html"
    page.write_text(render_map(view, title="图", **options), "utf-8")
    return page


def test_the_page_draws_without_error_or_refused_request(tmp_path: Path, town: Subgraph) -> None:
    dom = opened(written(tmp_path, town, as_of=20240901), tmp_path / "profile")
    assert 'data-map="drawn"' in root(dom)
    assert "data-error" not in root(dom)
    assert "<canvas" in dom
    assert not re.search(r'<form id="search"[^>]* hidden', dom), "the search box shows once the map is there"


def test_the_largest_page_draws(tmp_path: Path, crowd: Callable[[int, int], Subgraph]) -> None:
    dom = opened(written(tmp_path, crowd(1500, 5000)), tmp_path / "profile")
    assert 'data-map="drawn"' in root(dom)
    assert "data-error" not in root(dom)


def test_a_script_error_would_be_seen(tmp_path: Path, town: Subgraph) -> None:
    page = written(tmp_path, town)
    # The same length of map data, no longer JSON: the page must report it and keep its tables.
    text = page.read_text(encoding="utf-8").replace('id="map-data">{', 'id="map-data">[', 1)
    page.write_text(text, encoding="utf-8")
    dom = opened(page, tmp_path / "profile")
    assert 'data-map="drawn"' not in root(dom)
    assert "<table" in dom
