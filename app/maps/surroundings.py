"""What a map tells of its nodes and links beyond the subgraph: titles of sources, regions, and where pages stand."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from app.cited_sources import CitedSource, cited_sources
from graph.model import REGION, SOURCE, TAKES_PART
from graph.statement import shipped_statement
from graph.store import Store
from graph.subgraph import Subgraph

AddressOf = Callable[[str, str], str]
"""(id, label) → the address of the page about it; "" for none."""


def _nowhere(_id: str, _label: str) -> str:
    return ""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Cited sources by id; node id → (id, name) of the smallest region known for it; and where pages stand."""

    sources: Mapping[str, CitedSource] = field(default_factory=dict)
    regions: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    address_of: AddressOf = _nowhere

    def source_title(self, source_id: str) -> str:
        """What a source is called; its id where nobody knows."""
        return (source.title if (source := self.sources.get(source_id)) else "") or source_id

    def source_address(self, source_id: str) -> str:
        """Where the page of a source stands; "" for none."""
        return self.address_of(source_id, SOURCE.label)


NOTHING_AROUND = Surroundings()


def surroundings(store: Store, subgraph: Subgraph, address_of: AddressOf = _nowhere) -> Surroundings:
    """Ask the store for what surrounds a subgraph. Raises a StoreError."""
    told = [node.properties for node in subgraph.nodes] + [link.properties for link in subgraph.links]
    cited = cited_sources(store, told)
    ids: dict[str, list[str]] = {label: [] for label in TAKES_PART}
    for node in subgraph.nodes:
        if node.label in ids and node.label != REGION.label:
            ids[node.label].append(node.id)
    rows = store.read_all(shipped_statement("lookup", "regions_of"), ids)
    return Surroundings(
        {source.id: source for source in cited},
        {row["id"]: (row["region"], row["name"]) for row in rows},
        address_of,
    )
