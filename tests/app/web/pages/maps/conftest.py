"""The page of a map in a browser, and a file of it that was taken away."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.chromium import Chromium

CITY = "530100"
DRAWN = "document.documentElement.dataset.map === 'drawn' && !!window.HuoshuiMap.view()"
TABLES = DRAWN + " && 'tables' in document.documentElement.dataset"


class Map:
    """The map in a browser's tab, and what it shows."""

    def __init__(self, browser: Chromium, base: str) -> None:
        self.browser, self.page, self.base = browser, browser.page, base

    def open(self, query: str) -> None:
        self.page.goto("about:blank")
        self.page.goto(f"{self.base}/maps?{query}")
        self.browser.until(TABLES)

    def value(self, script: str) -> Any:
        return self.page.evaluate(script)

    def change(self, changes: str) -> None:
        self.value(f"HuoshuiMap.state.change({changes}); 0")

    def ids(self, of: str) -> set[str]:
        return set(self.value(f"Array.from(HuoshuiMap.view().{of} || [])"))

    def place(self, id_: str) -> tuple[float, float]:
        at = self.value(
            f"(() => {{ const p = HuoshuiMap.position('{id_}'), b = document.getElementById('map')"
            ".getBoundingClientRect(); return [b.left + p.x, b.top + p.y]; })()"
        )
        return at[0], at[1]

    def press(self, key: str) -> None:
        self.page.keyboard.press(key)

    def text(self, id_: str) -> str:
        return str(self.value(f"document.getElementById('{id_}').textContent"))

    def focus(self) -> None:
        self.value("document.getElementById('map').focus()")


def files_of(map_: Map) -> dict[str, str]:
    """Format → the address that its link leads to once it is followed."""
    addresses = map_.value(
        "Array.from(document.querySelectorAll('a[data-with-state]'), link => {"
        " link.addEventListener('click', event => event.preventDefault()); link.click(); return link.href; })"
    )
    return {httpx.URL(address).params["format"]: address for address in addresses}


@pytest.fixture
def map_(client: httpx.Client, browser: Chromium) -> Iterator[Map]:
    yield Map(browser, str(client.base_url).rstrip("/"))
    assert browser.said == []
    assert [
        asked for asked in browser.requests if not asked.startswith((str(client.base_url), "data:", "about:"))
    ] == []


@contextmanager
def taken_away(page: bytes, folder: Path, *, offline: bool = False) -> Iterator[Chromium]:
    """A map's one file, opened by a browser of its own."""
    file = folder / "map.html"
    file.write_bytes(page)
    with Chromium() as browser:
        browser.context.set_offline(offline)
        browser.page.goto(file.as_uri())
        browser.until(TABLES)
        yield browser
