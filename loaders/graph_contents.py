"""What the graph holds already, as far as a load needs it: whom names may mean, and which sources may be cited."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from loaders.identity import Entity


@dataclass(slots=True)
class GraphContents:
    """Entities of other datasets, and their sources by id with the title."""

    entities: list[Entity] = field(default_factory=list)
    sources: Mapping[str, str | None] = field(default_factory=dict)
