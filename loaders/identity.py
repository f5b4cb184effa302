"""What a name may mean, and how a reference fails."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from loaders.names import name_key


@dataclass(slots=True, eq=False)
class Entity:
    """Something a name may mean: a node of the graph or of the tables being loaded."""

    label: str
    id: str
    name: str
    aliases: tuple[str, ...] = ()
    region: str | None = None
    """Code of the region that it lies in; for a region, of the one above it."""
    level: str | None = None

    def __str__(self) -> str:
        return f"{self.id} {self.name}"

    def is_called(self, name: str) -> bool:
        """Tell whether this is its name or one of its aliases."""
        return name_key(name) in map(name_key, (self.name, *self.aliases))


class Unresolved(Exception):
    """A reference that means nothing, or more than one thing; `candidates` are ids with names."""

    def __init__(self, reason: str, candidates: Iterable[Entity | str] = ()) -> None:
        super().__init__(reason)
        self.reason = reason
        self.candidates = tuple(str(candidate) for candidate in list(candidates)[:10])
