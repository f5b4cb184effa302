"""What the graph holds already, as far as a load needs it: whom names may mean, and which sources may be cited."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from graph import Store, shipped_statement
from loaders.identity import Entity


@dataclass(slots=True)
class GraphContents:
    """Entities of other datasets, and their sources by id with the title."""

    entities: list[Entity] = field(default_factory=list)
    sources: Mapping[str, str | None] = field(default_factory=dict)


def read_contents(store: Store, dataset: str) -> GraphContents:
    """Read what references in a dataset's tables may mean. What only the dataset itself holds is not among it."""
    values = {"dataset": dataset}
    rows = store.stream(shipped_statement("load", "known_entities"), values)
    entities = [
        Entity(row["label"], one["id"], one["name"], tuple(one["aliases"] or ()), row["region"], one["level"])
        for row in rows
        for one in row["found"]
    ]
    sources = store.read_all(shipped_statement("load", "known_sources"), values)
    return GraphContents(entities, {row["id"]: row["title"] for row in sources})
