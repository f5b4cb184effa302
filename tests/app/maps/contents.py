"""Maps to take away, of views counted by hand."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from app.cited_sources import CitedSource
from app.maps.content import MapContent, map_content
from app.maps.network import page_of_answer
from app.maps.seen import Seen, part_of
from app.maps.surroundings import NOTHING_AROUND, Surroundings
from app.texts import Language
from graph.answers import Receipt
from graph.subgraph import Subgraph

AGAIN = "https://example.org/maps?focus=g1"
SOURCE = CitedSource("r1", "报道 1", "报社", "2024-05", "https://example.org/r1", "CC BY 4.0")


def receipt(**others: Any) -> Receipt:
    """A receipt of a network as of the first of September 2024."""
    told: dict[str, Any] = {
        "question": "network", "revision": "rev", "parameters": {"focus": "g1", "hops": 2}, "graph_version": "v42",
        "graph_complete": True, "as_of": "2024-09-01", "undated_links": 0, "engine": "none", "row_count": 0,
        "truncated": False, "cut_at": 1500, "elapsed_ms": 1.0, "answer_digest": "d1", "cypher": "",
        "cypher_parameters": None,
    }  # fmt: skip
    return Receipt(**told | others)


def content_of(
    view: Subgraph,
    title: str = "镇上的集团",
    language: Language = "zh",
    asked: Receipt | None = None,
    surroundings: Surroundings = NOTHING_AROUND,
    day: int = 0,
    **others: Any,
) -> MapContent:
    """What a file holds of a view."""
    told = asked or receipt()
    known = replace(surroundings, sources={SOURCE.id: SOURCE})
    page = replace(page_of_answer(told, title, language), surroundings=known, day=day)
    return map_content(part_of(view, page), page, told, AGAIN, Seen(**others))
