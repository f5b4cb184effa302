"""The content of a file with the map of a `network` answer."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

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
    from app.maps.seen import part_of
    from app.maps.surroundings import surroundings

    subgraph: Subgraph = answer.extra["view"]
    page = replace(page_of_network(answer, language), surroundings=surroundings(store, subgraph))
    return map_content(part_of(subgraph, page), page, answer.receipt, again)
