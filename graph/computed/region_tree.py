"""The regions of the graph as a tree: what lies in what."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from graph.statement import shipped_statement
from graph.store import Store


@dataclass(frozen=True, slots=True)
class TreeRegion:
    """A region, by what lies right above it."""

    id: str
    name: str
    level: str
    parent: str | None

    @property
    def label(self) -> str:
        """The label that it goes by."""
        return self.level.capitalize()


@dataclass(frozen=True, slots=True)
class RegionTree:
    """All regions by id, in the order of ids, and the ids of those right below each."""

    regions: Mapping[str, TreeRegion]
    below: Mapping[str, list[str]]

    def upwards(self, id_: str) -> Iterator[str]:
        """A region and what it lies in, up to the top. Where regions lie in each other, each comes once."""
        passed: set[str] = set()
        at: str | None = id_
        while at is not None and at in self.regions and at not in passed:
            passed.add(at)
            yield at
            at = self.regions[at].parent

    def tops(self) -> list[str]:
        """The regions that lie in no other."""
        return [id_ for id_, region in self.regions.items() if region.parent not in self.regions]


def region_tree(store: Store) -> RegionTree:
    """Read the tree. A region that lies in two counts in the one with the smaller id. Raises a StoreError."""
    rows = store.read_all(shipped_statement("lookup", "region_tree"))
    regions = {row["id"]: TreeRegion(**row) for row in rows}
    below: dict[str, list[str]] = defaultdict(list)
    for region in regions.values():
        if region.parent is not None:
            below[region.parent].append(region.id)
    return RegionTree(regions, below)
