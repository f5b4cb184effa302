"""Places before names: 昆明市第三中学, 昆明三中, 市三中 and 昆三中 are all 第三中学 of 昆明市."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from graph.values import name_key
from graph.values.core_names import NUMBERED
from graph.values.short_forms import NUMERALS
from graph.values.short_places import short_spellings

_CLASSES = "省市区县旗州盟"
_NO_REST = re.compile(f"[{_CLASSES}]|大学|学院|师|理工|财经|医学|[^0-9]{{2}}大学|.?$")
"""What can't stand behind a place: the word for what it is, or what makes it part of a university's name."""
_CLASS_ONLY = re.compile(
    f"([{_CLASSES}])(?=第|[{NUMERALS}]|实验|机关|直属|特殊|职业|幼儿园|高级|外国语|民族|示范|中心|[中小]学)"
)

_NO_INITIAL = "第〇零一二三四五六七八九十百"


@dataclass(frozen=True, slots=True)
class NamedPlace:
    """A region as names call it."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    parent: str | None = None


class PlacePrefixes:
    """Leaves the names of places out of the beginning of names."""

    def __init__(self, places: Iterable[NamedPlace]) -> None:
        self._places: Mapping[str, NamedPlace] = {place.id: place for place in places}
        self._chains: dict[str, _Chain] = {}

    def above(self, region: str | None) -> list[str]:
        """A region and those that hold it, the smallest first."""
        found: dict[str, None] = {}
        while region is not None and region in self._places and region not in found:
            found[region] = None
            region = self._places[region].parent
        return list(found)

    def without(self, key: str, region: str | None) -> tuple[str, str] | None:
        """A name's key without the places before it, and the id of the smallest of these; None where there are none."""
        if region is None or region not in self._places:
            return None
        if region not in self._chains:
            self._chains[region] = _Chain([self._places[id_] for id_ in self.above(region)])
        return self._chains[region].without(key)


class _Chain:
    """A region with those that hold it, the smallest first."""

    def __init__(self, places: list[NamedPlace]) -> None:
        self._places = places

    @cached_property
    def _spellings(self) -> list[tuple[str, list[str]]]:
        """How each may be called, the largest place and the longest spelling first."""
        return [(place.id, sorted(_spellings(place), key=len, reverse=True)) for place in reversed(self._places)]

    @cached_property
    def _initials(self) -> dict[str, str]:
        """The first letters of the places, each with the smallest place that has it."""
        return {name_key(place.name)[:1]: place.id for place in reversed(self._places)}

    def without(self, key: str) -> tuple[str, str] | None:
        rest = key
        named: str | None = None
        for id_, spellings in self._spellings:
            for spelling in spellings:
                if rest.startswith(spelling) and not _NO_REST.match(rest, len(spelling)):
                    rest, named = rest[len(spelling) :], id_
                    break
        if (only := _CLASS_ONLY.match(rest)) and (meant := self._of_class(only[1])):
            rest, named = rest[1:], meant
        if named is None and NUMBERED.match(rest, 1) and rest[0] not in _NO_INITIAL and rest[0] in self._initials:
            rest, named = rest[1:], self._initials[rest[0]]
        return (rest, named) if named is not None else None

    def _of_class(self, word: str) -> str | None:
        """The smallest place that is a 市, 县 and so on, as 市 in 市三中 means it."""
        return next((place.id for place in self._places if place.name.endswith(word)), None)


def _spellings(place: NamedPlace) -> set[str]:
    return {name_key(name) for name in (place.name, *place.aliases)} | set(short_spellings(place.name))
