"""A map as a file: what the reader sees of it, with what it rests on."""

from __future__ import annotations

from collections.abc import Sequence

from app.map_files import MAP_FORMATS
from app.map_files.network import sources_of_map
from app.maps.content import MapContent, map_content
from app.maps.limit import drawable, link_id
from app.maps.page import MapPage
from app.web.pages.maps.query import MapFileQuery
from app.web.pages.maps.shown import unpacked
from graph.answers import Answer, Library
from graph.questions import Parameter
from graph.subgraph import Subgraph

FORMAT = Parameter(
    "format", "string", "png", ("要哪种文件", "which file"), default=next(iter(MAP_FORMATS)), choices=tuple(MAP_FORMATS)
)


def file_content(
    library: Library, answer: Answer, subgraph: Subgraph, page: MapPage, asked: MapFileQuery, again: str
) -> MapContent:
    """What a file of a map holds. Raises BadParameter, and a StoreError."""
    drawn = drawable(subgraph).subgraph
    ids = [*(node.id for node in drawn.nodes), *(link_id(link) for link in drawn.links)]
    return map_content(
        subgraph,
        page,
        answer.receipt,
        again,
        hidden=_marked("shown", asked.shown, ids, bit=False),
        lost=_marked("lost", asked.lost, ids, bit=True),
        sources=sources_of_map(library.store, subgraph),
    )


def _marked(name: str, bits: str | None, ids: Sequence[str], *, bit: bool) -> list[str]:
    if not bits:
        return []
    return [id_ for id_, told in zip(ids, unpacked(name, bits, len(ids)), strict=True) if told is bit]
