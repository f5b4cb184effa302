"""A page as a test reads it: its elements, its tables cell by cell, the names of its controls."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

import httpx

from app.web.pages.addresses import asset_address

SEARCH_SCRIPT = asset_address("search.js")
_VOID = {"meta", "link", "input", "br", "hr", "img"}


@dataclass
class Element:
    """An element with its attributes, the elements in it, and its text."""

    tag: str
    attributes: dict[str, str]
    inside: list[Element] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """All text in it, spaces run together."""
        return " ".join("".join(self.texts).split())

    def all(self, *tags: str, **attributes: str) -> list[Element]:
        """Every element in it with one of these tags and with these attributes, in the page's order."""
        found = []
        for one in self.inside:
            if (not tags or one.tag in tags) and attributes.items() <= one.attributes.items():
                found.append(one)
            found += one.all(*tags, **attributes)
        return found

    def one(self, *tags: str, **attributes: str) -> Element:
        """The only such element."""
        (found,) = self.all(*tags, **attributes)
        return found


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open = [Element("", {})]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.open[-1].inside.append(element)
        if tag not in _VOID:
            self.open.append(element)

    def handle_endtag(self, tag: str) -> None:
        assert self.open[-1].tag == tag, f"</{tag}> ends <{self.open[-1].tag}>"
        self.open.pop()

    def handle_data(self, data: str) -> None:
        for element in self.open:
            element.texts.append(data)


def read(page: str) -> Element:
    """The elements of a page; what is opened must be closed, in order."""
    reader = _Reader()
    reader.feed(page)
    assert len(reader.open) == 1, f"<{reader.open[-1].tag}> is never closed"
    return reader.open[0]


def answer_rows(page: Element) -> list[list[Element]]:
    """The cells of the answer's own table; other tables may stand beside it."""
    return [row.all("th", "td") for table in page.all("table", id="rows") for row in table.one("tbody").all("tr")]


def links(page: Element) -> list[str]:
    """Every address that the page leads to or loads."""
    named = (one.attributes.get(name) for one in page.all() for name in ("href", "src", "action"))
    return [address for address in named if address]


def figure(page: Element) -> dict[str, Any]:
    """The chart's figure, as the page holds it for its script."""
    data: dict[str, Any] = json.loads("".join(page.one("script", id="chart-data").texts))
    return data


def opened(client: httpx.Client, question: str, status: int = 200, /, **given: str) -> Element:
    """The page of a question, asked so."""
    response = client.get(f"/questions/{question}", params=given)
    assert response.status_code == status, response.text
    assert response.headers["content-type"].startswith("text/html")
    return read(response.text)


def without_search(text: str) -> str:
    """A page's text without the script that every page has: what is left of scripts is its own, or a fault."""
    tag = f'<script src="{SEARCH_SCRIPT}" defer></script>'
    assert text.count(tag) == 1
    return text.replace(tag, "")
