"""What a message says of a text that no region is called by: what it was, and what looks like it."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING

from rapidfuzz import fuzz, process

from graph.values import name_key
from graph.values.short_places import Spelling
from loaders.identity import Entity, Unresolved
from loaders.places import china
from loaders.places.former import FormerDivision, former_divisions

if TYPE_CHECKING:
    from loaders.places.places import Places

_COMPARISONS = 5_000_000
"""How many comparisons of names all searches for look-alikes may make, about a second's worth."""
_OF_A_SEARCH = 1_000
"""What a search costs beside them."""
_OF_AN_INDEX = 5
"""What it costs to get ready for searches, for each region."""
_MOST_TOLD = 3
_LONG_AGO = 20
"""Of divisions of one name, those that ended so many years before the last are not told."""


class NearNames:
    """Former divisions and look-alikes of what is not found."""

    def __init__(self, places: Places) -> None:
        self._places = places
        self._names_below: dict[str | None, dict[str, Entity]] = {}
        self._comparisons_left = _COMPARISONS

    def forget(self) -> None:
        """Regions have changed."""
        self._names_below.clear()

    def name_of(self, id_: str) -> str | None:
        """Name of a region, if there is one of this id."""
        region = self._places.get(id_)
        return region.name if region else None

    def unknown_code(self, code: str) -> Unresolved:
        """Nothing has a Chinese code: what had it, or what it is instead."""
        if formers := former_divisions().coded(code)[:1]:
            return self._no_longer("is no code of today", formers, None)
        heading = china.heading_of(code)
        if heading and (holder := self._places.get(heading)):
            return Unresolved(f"is only a heading in {holder}, such as 市辖区 or 县; name a county of it", [holder])
        return Unresolved("is unknown: no region has this code")

    def unknown(self, parts: list[str], above: Collection[str] | None) -> Unresolved:
        """The first of some parts of a path means nothing, below or at the regions that the parts before it mean."""
        part, above = self._unread(parts[0], above)
        former = former_divisions()
        parts = [part, *parts[1:]]
        if len(parts) == 1 and not former.called(part) and (begun := former.begins(part)):
            part, parts = begun, [begun, part.removeprefix(begun)]
        if len(parts) > 1 and (formers := [one for one in former.named(parts[-1]) if name_key(one.prefecture) == part]):
            return self._no_longer("is no region today", self.in_place(formers, above), above)
        if formers := self.in_place(former.called(part), above):
            return self._no_longer("is no region today", formers, above)
        near = self._look_alikes(parts[-1] if len(parts) > 1 else part, above)
        if above is None:
            return Unresolved("is unknown: no Region has this id or name", near)
        holders = " or ".join(str(self._places.get(id_)) for id_ in sorted(above))
        return Unresolved(f"is unknown: {holders} holds no {part!r}", near)

    def _unread(self, key: str, above: Collection[str] | None) -> tuple[str, Collection[str] | None]:
        """What is left of a path in one piece, after what can be read of it."""
        former = former_divisions()
        end, ids = 0, above
        for path in self._places.prefixes(above, key):
            rest = key[path.end :]
            if (
                path.end > end
                and rest
                and (path.spelling < Spelling.BARE or former.named(rest) or self._is_wide(path.ids))
            ):
                end, ids = path.end, path.ids
        return key[end:], ids

    def _is_wide(self, ids: Iterable[str]) -> bool:
        regions = [self._places.get(id_) for id_ in ids]
        return all(region is not None and region.level == "province" for region in regions)

    def in_place(self, formers: Iterable[FormerDivision], above: Collection[str] | None) -> list[FormerDivision]:
        """Those of some former divisions that lay in a region, the latest of each name and place."""
        found: list[FormerDivision] = []
        for one in formers:
            if found and found[0].last_year - one.last_year > _LONG_AGO:
                break
            if any(set(one.hints) & set(other.hints) or one.place == other.place for other in found):
                continue
            if above is None or any(self.was_in(one, id_) for id_ in above):
                found.append(one)
        return found

    def was_in(self, former: FormerDivision, id_: str) -> bool:
        """Whether a former division lay in a region, by the name of then or by where it is sought today."""
        region = self._places.get(id_)
        names = {former.province, former.prefecture}
        return region is not None and (
            region.name in names or any(self._places.lies_in(code, id_) for code in former.hints)
        )

    def _no_longer(self, what: str, formers: list[FormerDivision], above: Collection[str] | None) -> Unresolved:
        told = "; ".join(former.told(self.name_of) for former in formers[:_MOST_TOLD])
        more = len(formers) - _MOST_TOLD
        hints = dict.fromkeys(code for former in formers for code in former.hints)
        fitting = (code for code in hints if above is None or any(self._places.lies_in(code, id_) for id_ in above))
        candidates = [region for code in fitting if (region := self._places.get(code))]
        return Unresolved(f"{what}: {told}" + (f"; and {more} more" if more > 0 else ""), candidates)

    def _look_alikes(self, key: str, above: Collection[str] | None) -> list[Entity]:
        """Regions whose names look like a key, below some regions; none once the load has searched enough."""
        names: dict[str, Entity] = {}
        if self._comparisons_left < 0:
            return []
        for holder in [None] if above is None else above:
            names |= self._below(holder)
        self._comparisons_left -= len(names) + _OF_A_SEARCH
        if self._comparisons_left < 0:
            return []
        matches = process.extract(
            key, names.keys(), scorer=fuzz.ratio, limit=3, score_cutoff=60 if above is None else 50
        )
        return [names[match] for match, _, _ in matches]

    def _below(self, holder: str | None) -> dict[str, Entity]:
        """One region of each name that lies below a region, or all."""
        if not self._names_below:
            self._names_below[None] = {}
            self._comparisons_left -= _OF_AN_INDEX * sum(1 for _ in self._places)
            for region in self._places:
                for above in (None, *self._places.codes_above(region.id)):
                    self._names_below.setdefault(above, {}).setdefault(name_key(region.name), region)
        return self._names_below.get(holder, {})
