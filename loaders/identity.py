"""Who is meant: references to schools, groups and regions, resolved or rejected, never guessed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from rapidfuzz import fuzz, process

from graph.values import is_region_code
from loaders.names import normalise

_COMMON = 32
"""From so many bearers on, a name is indexed by region: there are 10,000 schools called 中心小学."""
_LOOK_ALIKES = 20_000_000
"""How many comparisons all searches for look-alikes of one load may make, about ten seconds' worth."""


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
        return normalise(name) in map(normalise, (self.name, *self.aliases))


class Unresolved(Exception):
    """A reference that means nothing, or more than one thing; `candidates` are ids with names."""

    def __init__(self, reason: str, candidates: Iterable[Entity | str] = ()) -> None:
        super().__init__(reason)
        self.reason = reason
        self.candidates = tuple(str(candidate) for candidate in list(candidates)[:10])


class NameIndex:
    """Entities by normalised name, and those of a common name by each region that holds them."""

    def __init__(self) -> None:
        self._bearers: dict[str, dict[str, Entity]] = {}
        self._by_region: dict[str, dict[str, list[Entity]]] = {}

    def put(self, name: str, entity: Entity) -> None:
        """Add an entity under a name; twice is once."""
        key = normalise(name)
        self._bearers.setdefault(key, {})[entity.id] = entity
        self._by_region.pop(key, None)

    def bearers(self, name: str) -> Iterable[Entity]:
        """All entities of a name."""
        return self._bearers.get(normalise(name), {}).values()

    def bearers_within(self, name: str, region: str, register: Register) -> Iterable[Entity]:
        """Entities of a name that lie in a region, or are it."""
        key = normalise(name)
        bearers = self._bearers.get(key, {})
        if len(bearers) < _COMMON:
            return [entity for entity in bearers.values() if register.lies_in(entity, region)]
        if key not in self._by_region:
            places: dict[str, list[Entity]] = {}
            for entity in bearers.values():
                for code in {entity.id, *register.codes_above(entity)}:
                    places.setdefault(code, []).append(entity)
            self._by_region[key] = places
        return self._by_region[key].get(region, ())

    def names_of(self, labels: tuple[str, ...]) -> dict[str, Entity]:
        """Each name with one bearer of the labels."""
        found = {}
        for name, bearers in self._bearers.items():
            bearer = next((entity for entity in bearers.values() if entity.label in labels), None)
            if bearer is not None:
                found[name] = bearer
        return found


@dataclass(slots=True)
class Register:
    """Everything that a reference may mean, by id, by name and by alias. References come after all is added."""

    by_id: dict[str, Entity] = field(default_factory=dict)
    _names: NameIndex = field(default_factory=NameIndex)
    _aliases: NameIndex = field(default_factory=NameIndex)
    _look_alikes: dict[tuple[str, ...], dict[str, Entity]] = field(default_factory=dict)
    _comparisons: int = 0

    def add(self, entity: Entity) -> Entity:
        """Make an entity known, and return the one known by its id: a second one only adds its names."""
        known = self.by_id.setdefault(entity.id, entity)
        if known is not entity:
            others = (entity.name, *entity.aliases)
            known.aliases += tuple(name for name in others if name not in (known.name, *known.aliases))
            known.region = known.region or entity.region
        self._names.put(entity.name, known)
        for alias in entity.aliases:
            self._aliases.put(alias, known)
        self._look_alikes.clear()
        return known

    def region(self, reference: str) -> Entity:
        """Find the region of a code, a name, or a path such as 云南省/昆明市/富民县. Raises Unresolved."""
        if is_region_code(reference):
            entity = self.by_id.get(reference)
            if entity is None or entity.label != "Region":
                raise Unresolved("is unknown: no region has this code")
            return entity
        *above, name = [part.strip() for part in reference.split("/") if part.strip()] or [reference]
        found = [region for region in self._regions(name) if all(self._is_under(region, part) for part in above)]
        return self._only(reference, found, ("Region",))

    def resolve(self, reference: str, labels: tuple[str, ...], context: str | None = None) -> Entity:
        """Find what an id, or a name with an optional `@region`, means among nodes of some labels.

        Names within the context region come first, full names before aliases. Raises Unresolved.
        """
        entity = self.by_id.get(reference)
        if entity is not None and entity.label in labels:
            return entity
        if found := self._called(reference, labels, context):
            return self._only(reference, found, labels)
        name, at, place = reference.rpartition("@")
        if at and name.strip() and place.strip():
            return self._only(reference, self._called_in(name.strip(), labels, self._place(place.strip())), labels)
        if "Region" in labels and ("/" in reference or is_region_code(reference)):
            return self.region(reference)
        return self._only(reference, [], labels)

    def codes_above(self, entity: Entity) -> Iterator[str]:
        """Codes of the regions that hold the entity, nearest first."""
        code = entity.region
        while code is not None and (holder := self.by_id.get(code)) is not None:
            yield code
            code = holder.region

    def lies_in(self, entity: Entity, region: str) -> bool:
        """Tell whether the entity is the region or lies in it."""
        return entity.id == region or region in self.codes_above(entity)

    def _called(self, name: str, labels: tuple[str, ...], context: str | None) -> list[Entity]:
        if context is not None and (found := self._called_in(name, labels, context)):
            return found
        for index in (self._names, self._aliases):
            if found := [entity for entity in index.bearers(name) if entity.label in labels]:
                return found
        return []

    def _called_in(self, name: str, labels: tuple[str, ...], region: str) -> list[Entity]:
        for index in (self._names, self._aliases):
            within = index.bearers_within(name, region, self)
            if found := [entity for entity in within if entity.label in labels]:
                return found
        return []

    def _place(self, reference: str) -> str:
        try:
            return self.region(reference).id
        except Unresolved as error:
            raise Unresolved(f"names a place, {reference!r}, that {error.reason}", error.candidates) from error

    def _regions(self, name: str) -> list[Entity]:
        return self._called(name, ("Region",), None)

    def _is_under(self, region: Entity, name: str) -> bool:
        return any(code == name or self.by_id[code].is_called(name) for code in self.codes_above(region))

    def _only(self, reference: str, found: list[Entity], labels: tuple[str, ...]) -> Entity:
        if len(found) == 1:
            return found[0]
        if found:
            step = "give its code or its path" if labels == ("Region",) else "add @region or give an id"
            candidates = sorted(found, key=lambda entity: entity.id)
            raise Unresolved(f"is ambiguous: {len(found)} have this name; {step}", candidates)
        kinds = " or ".join(labels)
        raise Unresolved(f"is unknown: no {kinds} has this id or name", self._near(reference, labels))

    def _near(self, reference: str, labels: tuple[str, ...]) -> list[Entity]:
        """Names that look like the reference, for the reader's eye only; none once the load has searched enough."""
        if labels not in self._look_alikes:
            self._look_alikes[labels] = self._names.names_of(labels)
        names = self._look_alikes[labels]
        self._comparisons += len(names)
        if self._comparisons > _LOOK_ALIKES:
            return []
        name = normalise(reference.partition("@")[0].rpartition("/")[2])
        matches = process.extract(name, names.keys(), scorer=fuzz.ratio, limit=3, score_cutoff=60)
        return [names[match] for match, _, _ in matches]
