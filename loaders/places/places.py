"""Which region a text means: a code, a name or a path as people write them, or none at all, but never a guess."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from copy import copy
from typing import NamedTuple

from graph.values import name_key
from graph.values.short_places import Spelling, short_spellings
from loaders.identity import Entity, Unresolved
from loaders.places import china
from loaders.places.former import former_divisions
from loaders.places.near import NearNames
from loaders.places.school_names import SchoolNames

Found = dict[str, Spelling]
"""Ids of the regions that a text may mean, and how it spells each."""


class PathStart(NamedTuple):
    """The start of a text, read as a path in one piece: where its last name stands, and what that may mean in what."""

    start: int
    end: int
    ids: list[str]
    spelling: Spelling
    above: frozenset[str] | None


_SEPARATORS = re.compile(r"[/\\>→›»|;,()-]+")
_HEADINGS = tuple(china.HEADINGS)
_RECENT = 2000
"""A division of a name counts as one that a list may mean, if the register had it in this year or later."""


class Places:
    """Regions by everything that they may be called.

    A full name goes before an alias, an alias before a short form. Short forms of Chinese names count where the region
    has a code of the Chinese register; each resolves when it can mean one region only, or one that holds all others
    that it can mean (淮安 is 淮安市, which holds 淮安区)."""

    def __init__(
        self,
        regions: Iterable[Entity] = (),
        decisions: Mapping[str, str] | None = None,
        register: str | None = None,
    ) -> None:
        """`decisions` tell what texts mean; `register` is the prefix of the ids that the texts leave out (`gb`)."""
        self._regions: dict[str, Entity] = {}
        self._ids: dict[str, list[str]] = {}
        self._spellings: dict[str, Found] = {}
        self._keys: dict[str, set[str]] = {}
        self._lengths: dict[str, list[int]] = {}
        self._decisions = {name_key(written): meant for written, meant in (decisions or {}).items()}
        self._settled: dict[str, Found] | None = None
        self._register = f"{register}:" if register else ""
        self._near = NearNames(self)
        self._school_names = SchoolNames(self)
        for written in self._decisions:
            self._note_length(written)
        for region in regions:
            self.add(region)

    def for_dataset(self, decisions: Mapping[str, str], register: str) -> Places:
        """The same regions, now and later, as one dataset means them: with its decisions and its register."""
        own = copy(self)
        own._decisions = {name_key(written): meant for written, meant in decisions.items()}
        own._register = f"{register}:" if register else ""
        own._near, own._school_names = NearNames(own), SchoolNames(own)
        own._settled = None
        for written in own._decisions:
            own._note_length(written)
        return own

    def forget(self) -> None:
        """Regions were added through another dataset's view of these places."""
        self._near.forget()
        self._settled = None

    def add(self, region: Entity) -> Entity:
        """Make a region known, and return the one known by its id: a second one only adds its names."""
        known = self._regions.setdefault(region.id, region)
        if known is not region:
            others = (region.name, *region.aliases)
            known.aliases += tuple(name for name in others if name not in (known.name, *known.aliases))
            known.region = known.region or region.region
        else:
            self._ids.setdefault(name_key(region.id), []).append(region.id)
            self._spell(region.id, name_key(region.id), Spelling.NAME)
        self._spell(known.id, name_key(known.name), Spelling.NAME)
        for alias in known.aliases:
            self._spell(known.id, name_key(alias), Spelling.ALIAS)
        if china.is_code(known.id):
            for short, spelling in short_spellings(known.name).items():
                self._spell(known.id, short, spelling)
        self.forget()
        return known

    def __iter__(self) -> Iterator[Entity]:
        return iter(self._regions.values())

    def get(self, id_: str) -> Entity | None:
        """The region of an id, if there is one."""
        return self._regions.get(id_)

    def codes_above(self, id_: str) -> Iterator[str]:
        """Ids of the regions that hold a region, nearest first."""
        region = self._regions.get(id_)
        while region is not None and region.region is not None and region.region in self._regions:
            yield region.region
            region = self._regions[region.region]

    def lies_in(self, id_: str, region: str) -> bool:
        """Tell whether a region is another, or lies in it."""
        return id_ == region or region in self.codes_above(id_)

    def are_nested(self, one: str, other: str) -> bool:
        """Tell whether one of two regions is the other, or lies in it."""
        return self.lies_in(one, other) or self.lies_in(other, one)

    def find(self, text: str) -> Entity:
        """Find the region of a code, a name, or a path such as 云南省/昆明市/富民县, however it is written.

        Raises Unresolved with what the reader needs: candidates, or what became of it."""
        meant = self._decisions.get(key := name_key(text))
        if meant is None:
            return self._found(text, key)
        try:
            return self._found(meant, name_key(meant))
        except Unresolved as error:
            raise Unresolved(f"means {meant!r} by a decision, which {error.reason}", error.candidates) from error

    @property
    def decided(self) -> frozenset[str]:
        """Keys of the texts of which a person said what they mean."""
        return frozenset(self._decisions)

    def knows(self, name: str) -> bool:
        """Tell whether a region has, or had, this name, or path, in any spelling."""
        key = name_key(name)
        return key in self._decisions or bool(self.read(None, key) or former_divisions().called(key))

    def keys_of(self, id_: str) -> Iterable[str]:
        """All that a region may be called, as keys."""
        return self._keys.get(id_, ())

    def less_places(self, name: str, region: str | None) -> set[str]:
        """A school's name without the names of the places that hold it: 鸣凰幼儿园 of 常州市武进区鸣凰幼儿园."""
        return self._school_names.less_places(name, region)

    def split_prefix(self, text: str) -> tuple[Entity, str] | None:
        """A place before a school's name, and the name; None where none stands there, or it can't be told which."""
        return self._school_names.split_prefix(text)

    def read(self, above: Iterable[str] | None, key: str) -> Found:
        """Regions that a text without separators may mean by its key, below or at some regions.

        The text is a name, an id, or a path in one piece. Those below go before those at the regions themselves."""
        whole = self._named(above, key)
        if whole or len(key) == 1:
            return whole
        found: Found = {}
        for path in self.prefixes(above, key):
            if path.end == len(key):
                found |= {id_: min(path.spelling, found.get(id_, path.spelling)) for id_ in path.ids}
        return found

    def prefixes(self, above: Iterable[str] | None, key: str) -> Iterator[PathStart]:
        """Each way to read the start of a key as a path in one piece."""
        seen = set()
        todo: list[tuple[int, frozenset[str] | None]] = [(0, None if above is None else frozenset(above))]
        while todo:
            start, holders = todo.pop()
            for length in self._lengths.get(key[start : start + 1], ()):
                end = start + length
                for spelling, ids in _by_spelling(self._named(holders, key[start:end])):
                    step = (end, frozenset(ids))
                    yield PathStart(start, end, ids, spelling, holders)
                    if step not in seen:
                        seen.add(step)
                        todo.append(step)
            if holders is not None and key.startswith(_HEADINGS, start):
                for heading in china.HEADINGS:
                    if key.startswith(heading, start) and (step := (start + len(heading), holders)) not in seen:
                        seen.add(step)
                        todo.append(step)

    def pick(self, key: str, found: Found, above: Collection[str] | None = None) -> Entity:
        """The one region that a name means, of those found for it below some regions. Raises Unresolved."""
        best = min(found.values())
        ids = sorted(id_ for id_, spelling in found.items() if spelling == best)
        if best == Spelling.BARE and len(ids) > 1:
            ids = self._widest(ids)
        if len(ids) > 1:
            raise Unresolved(
                f"is ambiguous: {len(ids)} have this name; give its code or its path",
                [self._regions[id_] for id_ in ids],
            )
        region = self._regions[ids[0]]
        if key in self._decisions:
            return region
        if best >= Spelling.SHORT or china.is_district(region.id, region.name):
            self._refuse_former(key, region, above)
        return region

    def _found(self, text: str, key: str) -> Entity:
        for id_ in dict.fromkeys((self._register + text, text)):
            ids = self._ids.get(name_key(id_), [])
            if id_ in self._regions or len(ids) == 1:
                return self._regions[id_ if id_ in self._regions else ids[0]]
        if code := china.statistical_code(key):
            return self._coded(*code)
        if whole := self._named(None, key):
            return self.pick(key, whole)
        parts = [part for part in _SEPARATORS.split(china.without_root(key)) if part]
        try:
            return self._along(parts or [key])
        except Unresolved:
            if len(parts) > 1:
                with suppress(Unresolved):
                    return self._along(parts[::-1])  # 朝阳区（北京市）, or as English has it
            raise

    def _along(self, parts: list[str]) -> Entity:
        """The region at the end of a path, the widest first. Raises Unresolved."""
        above: Collection[str] | None = None
        found: Found = {}
        for index, part in enumerate(parts):
            if found:
                above = frozenset(found)
                if part in china.HEADINGS and index < len(parts) - 1:
                    continue
            found = self.read(above, part)
            if not found:
                raise self._near.unknown(parts[index:], above)
        name, above = self._last_name(parts[-1], above)
        return self.pick(name, found, above)

    def _last_name(self, key: str, above: Collection[str] | None) -> tuple[str, Collection[str] | None]:
        """The last name of a path in one piece, and the regions that it is looked for in."""
        if self._named(above, key):
            return key, above
        whole = (path for path in self.prefixes(above, key) if path.end == len(key))
        last = min(whole, key=lambda path: path.spelling)
        return key[last.start :], last.above

    def _coded(self, code: str, below: str) -> Entity:
        """The region of a Chinese code; one that goes on, for a township or village, names the county that holds it."""
        region = self._regions.get(code)
        if region is None:
            raise self._near.unknown_code(code)
        if below.strip("0") and any(other.region == code for other in self):
            raise Unresolved(f"goes on below {region}, which is no county", [region])
        return region

    def _named(self, above: Iterable[str] | None, key: str) -> Found:
        """Regions of a name or id, below some regions; where none is below, those among them."""
        named = self._decided(key) or self._spellings.get(key, {})
        if above is None or not named:
            return named
        holders = frozenset(above)
        below = {id_: how for id_, how in named.items() if not holders.isdisjoint(self.codes_above(id_))}
        return below or {id_: how for id_, how in named.items() if id_ in holders}

    def _decided(self, key: str) -> Found:
        """What a text means by a decision, also as a part of a path."""
        if self._settled is None:
            self._settled = settled = {}
            for written, meant in self._decisions.items():
                with suppress(Unresolved):
                    settled[written] = {self._found(meant, name_key(meant)).id: Spelling.NAME}
        return self._settled.get(key, {})

    def _widest(self, ids: list[str]) -> list[str]:
        """The region that holds all others; else the only province, where the others are counties; else all."""
        holders = [id_ for id_ in ids if all(self.lies_in(other, id_) for other in ids)]
        levels = {id_: self._regions[id_].level for id_ in ids}
        provinces = [id_ for id_, level in levels.items() if level == "province"]
        if not holders and len(provinces) == 1 and "prefecture" not in levels.values():
            return provinces
        return holders or ids

    def _refuse_former(self, key: str, region: Entity, above: Collection[str] | None) -> None:
        """A short form, or a district's name, that was another division's not long ago, may mean that one, too.

        Names of districts repeat; those of counties and cities are given once. Raises Unresolved."""
        for former in self._near.in_place(former_divisions().named(key), above):
            is_same = any(self.are_nested(id_, region.id) for id_ in former.hints)
            if former.last_year >= _RECENT and not is_same and not self._near.was_in(former, region.region or ""):
                told = former.told(self._near.name_of)
                hints = [self._regions[id_] for id_ in former.hints if id_ in self._regions]
                raise Unresolved(f"is ambiguous: it may be {region}, but {told}", [region, *hints])

    def _spell(self, id_: str, key: str, spelling: Spelling) -> None:
        if not key:
            return
        bearers = self._spellings.setdefault(key, {})
        bearers[id_] = min(spelling, bearers.get(id_, spelling))
        self._keys.setdefault(id_, set()).add(key)
        self._note_length(key)

    def _note_length(self, key: str) -> None:
        """Names that begin with a letter are looked for by their lengths, the longest first."""
        lengths = self._lengths.setdefault(key[0], [])
        if len(key) not in lengths:
            lengths.append(len(key))
            lengths.sort(reverse=True)


def _by_spelling(found: Found) -> Iterator[tuple[Spelling, list[str]]]:
    """Ids by how they are spelt, the surest first."""
    for spelling in sorted(set(found.values())) if len(found) > 1 else found.values():
        yield spelling, [id_ for id_, how in found.items() if how == spelling]
