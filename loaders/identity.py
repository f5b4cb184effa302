"""Who is meant: references to schools, groups and regions, resolved or rejected, never guessed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from rapidfuzz import fuzz, process, utils

from graph.values import is_region_code
from loaders.names import normalise


@dataclass(slots=True)
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


class Unresolved(Exception):
    """A reference that means nothing, or more than one thing; `candidates` are ids with names."""

    def __init__(self, reason: str, candidates: Iterable[Entity | str] = ()) -> None:
        super().__init__(reason)
        self.reason = reason
        self.candidates = tuple(str(candidate) for candidate in list(candidates)[:10])


@dataclass(slots=True)
class Register:
    """Everything that a reference may mean, by id, by name and by alias."""

    by_id: dict[str, Entity] = field(default_factory=dict)
    by_name: dict[str, list[Entity]] = field(default_factory=lambda: defaultdict(list))
    by_alias: dict[str, list[Entity]] = field(default_factory=lambda: defaultdict(list))

    def add(self, entity: Entity) -> None:
        """Make an entity known. A second one with the same id only adds its names."""
        known = self.by_id.setdefault(entity.id, entity)
        _put(self.by_name, entity.name, known)
        for alias in entity.aliases:
            _put(self.by_alias, alias, known)

    def region(self, reference: str) -> Entity:
        """The region of a code, a name, or a path such as 云南省/昆明市/富民县. Raises Unresolved."""
        if is_region_code(reference):
            entity = self.by_id.get(reference)
            if entity is None:
                raise Unresolved("no region has this code")
            return entity
        *above, name = [part for part in reference.split("/") if part.strip()] or [reference]
        found = [
            entity
            for entity in self._named(name, ("Region",))
            if all(any(self._is_called(code, part) for code in self.codes_above(entity)) for part in above)
        ]
        return self._only(reference, found, ("Region",))

    def resolve(self, reference: str, labels: tuple[str, ...], context: str | None = None) -> Entity:
        """What an id, or a name with an optional `@region`, means among nodes of some labels.

        Names within the context region come first, full names before aliases. Raises Unresolved."""
        if (entity := self.by_id.get(reference)) is not None and entity.label in labels:
            return entity
        name, _, place = reference.partition("@")
        within = self.region(place).id if place else None
        if "Region" in labels and ("/" in name or is_region_code(name)):
            return self.region(name)
        for names, near in (
            (self.by_name, context),
            (self.by_alias, context),
            (self.by_name, None),
            (self.by_alias, None),
        ):
            found = [
                entity
                for entity in names.get(normalise(name), [])
                if entity.label in labels and self._lies_in(entity, within) and self._lies_in(entity, near)
            ]
            if found:
                return self._only(reference, found, labels)
        return self._only(reference, [], labels)

    def codes_above(self, entity: Entity) -> Iterator[str]:
        """Codes of the regions that hold the entity, nearest first."""
        code = entity.region
        while code is not None and (holder := self.by_id.get(code)) is not None:
            yield code
            code = holder.region

    def _lies_in(self, entity: Entity, region: str | None) -> bool:
        return region is None or entity.id == region or region in self.codes_above(entity)

    def _is_called(self, code: str, name: str) -> bool:
        entity = self.by_id[code]
        return normalise(name) in map(normalise, (entity.name, *entity.aliases)) or name.strip() == code

    def _named(self, name: str, labels: tuple[str, ...]) -> list[Entity]:
        for names in (self.by_name, self.by_alias):
            if found := [entity for entity in names.get(normalise(name), []) if entity.label in labels]:
                return found
        return []

    def _only(self, reference: str, found: list[Entity], labels: tuple[str, ...]) -> Entity:
        if len(found) == 1:
            return found[0]
        if found:
            raise Unresolved(f"is ambiguous: {len(found)} have this name; add @region or give an id", found)
        kinds = " or ".join(labels)
        raise Unresolved(f"is unknown: no {kinds} has this id or name", self._near(reference, labels))

    def _near(self, reference: str, labels: tuple[str, ...]) -> list[Entity]:
        """Names that look like the reference, for the reader's eye only."""
        name = normalise(reference.partition("@")[0].rpartition("/")[2])
        names = [known for known, entities in self.by_name.items() if any(e.label in labels for e in entities)]
        matches = process.extract(
            name, names, scorer=fuzz.ratio, processor=utils.default_process, limit=3, score_cutoff=60
        )
        return [next(e for e in self.by_name[match] if e.label in labels) for match, _, _ in matches]


def _put(names: dict[str, list[Entity]], name: str, entity: Entity) -> None:
    entities = names[normalise(name)]
    if entity not in entities:
        entities.append(entity)
