"""Views counted by hand, and a reader that takes a page apart as a browser would."""

from __future__ import annotations

import json
from collections.abc import Callable
from html.parser import HTMLParser
from typing import Any

import pytest

from app.maps import render_map
from bench.maps import crowd as strewn
from graph.subgraph import Subgraph, SubgraphLink, SubgraphNode

AS_OF = 20240901


class Page(HTMLParser):
    """A page's tags, its data, and the text of its table cells and legend entries."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.text = text
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.rows: dict[str, list[list[str]]] = {}
        self.contents: list[tuple[str, dict[str, str], str]] = []
        self._open: list[tuple[str, dict[str, str], list[str]]] = []
        self._table = ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        known = {name: value or "" for name, value in attrs}
        self.tags.append((tag, known))
        self._open.append((tag, known, []))
        if tag == "table":
            self._table = known["id"]
            self.rows[self._table] = []
        if tag == "tr":
            self.rows[self._table].append([])

    def handle_data(self, data: str) -> None:
        for _, _, texts in self._open:
            texts.append(data)

    def handle_endtag(self, tag: str) -> None:
        # Void elements (meta, link, input) stay open: closing what holds them closes them.
        while self._open:
            name, known, texts = self._open.pop()
            self.contents.append((name, known, "".join(texts)))
            if name in {"td", "th"}:
                self.rows[self._table][-1].append("".join(texts).strip())
            if name == tag:
                return

    @property
    def data(self) -> dict[str, Any]:
        (text,) = [text for tag, known, text in self.contents if tag == "script" and known.get("id") == "map-data"]
        return json.loads(text)  # type: ignore[no-any-return]

    def body_rows(self, table: str) -> list[list[str]]:
        return self.rows[table][1:]

    def found(self, tag: str, **attributes: str) -> list[str]:
        """The texts of the elements with these attributes."""
        wanted = {name.rstrip("_").replace("_", "-"): value for name, value in attributes.items()}
        return [text for name, known, text in self.contents if name == tag and wanted.items() <= known.items()]


PageOf = Callable[..., Page]


@pytest.fixture
def page_of() -> PageOf:
    def read(view: Subgraph, **options: Any) -> Page:
        defaults: dict[str, Any] = {"title": "T", "as_of": AS_OF}
        return Page(render_map(view, **(defaults | options)))

    return read


@pytest.fixture
def town() -> Subgraph:
    """Eight nodes and nine links, every kind of look among them.

    `a` and `b` are joined three times; the lead school leads its group and is a member of it; one link ended on
    2024-08-31 and one ends on 2024-09-01, the as-of day; one membership is entailed."""
    nodes = [
        SubgraphNode("530100", "Prefecture", "昆明市"),
        SubgraphNode("530124", "County", "富民县"),
        SubgraphNode("a", "School", "昆明市第一中学", {"lead": True, "students": 3600}),
        SubgraphNode("b", "School", "富民县第一中学", {"students": 900}),
        SubgraphNode("c", "School", "富民县第二中学"),
        SubgraphNode("g", "EducationGroup", "昆一中教育集团"),
        SubgraphNode("i", "Indicator", "成员校 3 所"),
        SubgraphNode("x", "Nursery", "没有声明过的类"),
    ]
    links = [
        SubgraphLink("1", "LEADS", "a", "g"),
        SubgraphLink("1", "MEMBER_OF", "a", "g", {"role": "lead", "entailed": True}),
        SubgraphLink(
            "2",
            "AIDS",
            "a",
            "b",
            {
                "form": "trusteeship",
                "since": "2020-09",
                "until": "2024-08",
                "until_day": 20240831,
                "source_ids": ["seed-000", "seed-004"],
                "locators": ["L20", "L7"],
            },
        ),
        SubgraphLink("3", "AIDS", "b", "a", {"form": "training", "until_day": 20240901}),
        SubgraphLink("4", "PAIRED_WITH", "a", "b"),
        SubgraphLink("5", "MEMBER_OF", "b", "g", {"role": "member", "source_ids": ["seed-000"], "locators": []}),
        SubgraphLink("6", "PART_OF", "530124", "530100"),
        SubgraphLink("7", "LOCATED_IN", "c", "530124"),
        SubgraphLink("8", "ABOUT", "i", "g"),
    ]
    return Subgraph(nodes, links, focus="g")


@pytest.fixture
def crowd() -> Callable[[int, int], Subgraph]:
    """A view of any size: schools in groups of a dozen, the other links strewn by a fixed rule."""
    return strewn
