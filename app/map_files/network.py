"""The content of a file with the map of a `network` answer."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from app.cited_sources import CitedSource, cited_sources
from app.texts import Language

if TYPE_CHECKING:
    from app.maps.content import MapContent
    from graph import Store, Subgraph
    from graph.answers import Answer


def network_content(store: Store, answer: Answer, again: str, language: Language = "zh") -> MapContent:
    """The map of a `network` answer, with the sources that it cites. Raises a StoreError.

    `again` is the address or command that makes the same map."""
    from app.maps.content import map_content
    from app.maps.network import page_of_network
    from app.maps.surroundings import surroundings

    subgraph: Subgraph = answer.extra["view"]
    page = page_of_network(answer, language, surroundings=surroundings(store, subgraph))
    return map_content(subgraph, page, answer.receipt, again, sources=sources_of_map(store, subgraph))


def sources_of_map(store: Store, subgraph: Subgraph) -> list[CitedSource]:
    """The sources that nodes and links cite, by id. Raises a StoreError."""
    nodes, links = (node.properties for node in subgraph.nodes), (link.properties for link in subgraph.links)
    return cited_sources(store, chain(nodes, links))
