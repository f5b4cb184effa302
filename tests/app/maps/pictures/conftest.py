"""Maps to take away, of views counted by hand and of names that could do harm."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from app.cited_sources import CitedSource
from app.maps.content import MapContent, map_content
from graph.answers import Receipt
from graph.subgraph import Subgraph

AGAIN = "https://example.org/maps?focus=g1"
SOURCE = CitedSource("r1", "报道 1", "报社", "2024-05", "https://example.org/r1", "CC BY 4.0")


def receipt(**others: Any) -> Receipt:
    told: dict[str, Any] = {
        "question": "network", "revision": "rev", "parameters": {"focus": "g1", "hops": 2}, "graph_version": "v42",
        "graph_complete": True, "as_of": "2024-09-01", "undated_links": 0, "engine": "none", "row_count": 0,
        "truncated": False, "cut_at": 1500, "elapsed_ms": 1.0, "answer_digest": "d1", "cypher": "",
        "cypher_parameters": None,
    }  # fmt: skip
    return Receipt(**told | others)


@pytest.fixture
def content_of() -> Callable[..., MapContent]:
    """A map of a view, as of the first of September 2024."""

    def make(view: Subgraph, title: str = "镇上的集团", **others: Any) -> MapContent:
        return map_content(view, receipt(), title, AGAIN, sources=[SOURCE], **others)

    return make
