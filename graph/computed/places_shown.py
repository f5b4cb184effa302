"""What an overview shows: which regions, groups and single things get a row of their own, and which row holds the rest.

Nothing is cut: what finds no room stays with the region that it lies in, or with its group."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from graph.computed.place_sums import NO_REGION
from graph.computed.region_tree import RegionTree
from graph.model import LEVELS


@dataclass(frozen=True, slots=True)
class Located:
    """A school, group or organisation that may be shown by itself: where it lies, and the groups that may hold it.

    `seat` is which one it is of how many that ever lay there, by their ids; None where its place isn't opened."""

    id: str
    label: str
    place: str
    groups: tuple[str, ...] = ()
    seat: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Wish:
    """What was asked for.

    Places and groups to open, the level of the regions that aren't opened, groups to show before regions are opened to
    that level, and how many rows there may be."""

    places: tuple[str, ...]
    groups: tuple[str, ...]
    level: str
    largest: tuple[str, ...]
    most: int


class ShownPlaces:
    """The ids that are shown, and which of them holds whatever isn't.

    `weights` say how much is in a place itself or in a thing, with the ends of its ties: the heavier comes first."""

    def __init__(
        self, tree: RegionTree, located: Mapping[str, Located], weights: Mapping[str, int], wish: Wish
    ) -> None:
        self._tree = tree
        self._located = located
        self._weights = weights
        self._most = wish.most
        self._parts: dict[str, list[str]] = defaultdict(list)
        for thing in located.values():
            for whole in (thing.place, *thing.groups):
                self._parts[whole].append(thing.id)
        self.total = self._totals()
        self._wanted = {above for place in wish.places for above in (place, *tree.upwards(place))} | set(wish.groups)
        tops = self._heaviest([*tree.tops(), *(place for place in self.total if place.startswith(NO_REGION))])
        self.ids = set(tops[: self._most])
        self.without_room = tops[self._most :]
        """Places that lie in no other, and found no room."""
        self._open_wanted(wish.places)
        self._show_groups(wish.groups, wish.largest)
        self._open_to(wish.level)

    def holder(self, place: str) -> str | None:
        """The id shown that stands for a place; None where nothing does, since nothing is in it."""
        ways = self._tree.upwards(place) if place in self._tree.regions else (place,)
        return next((way for way in ways if way in self.ids), None)

    def holder_of(self, id_: str, place: str) -> str | None:
        """The id shown that stands for a thing, or for a region, by its id and where it lies."""
        if id_ in self.ids:
            return id_
        thing = self._located.get(id_)
        groups = thing.groups if thing else ()
        return next((group for group in groups if group in self.ids), None) or self.holder(place)

    def _totals(self) -> Counter[str]:
        """How much is in each place, with all that lies in it."""
        totals: Counter[str] = Counter()
        for id_, weight in self._weights.items():
            thing = self._located.get(id_)
            place = thing.place if thing else id_
            for above in self._tree.upwards(place) if place in self._tree.regions else (place,):
                totals[above] += weight
        return totals

    def _heaviest(self, ids: Iterable[str]) -> list[str]:
        """Those with something in them: what is to be opened first, then the heaviest."""
        weighed = {id_: self._weights.get(id_, 0) if id_ in self._located else self.total[id_] for id_ in ids}
        return sorted(
            filter(weighed.__getitem__, weighed), key=lambda id_: (id_ not in self._wanted, -weighed[id_], id_)
        )

    def _open(self, whole: str, parts: Iterable[str], *, stays: bool) -> None:
        """Show the parts of what is shown as far as there is room; without need it doesn't stay itself."""
        parts = self._heaviest(id_ for id_ in parts if id_ not in self.ids)
        if not stays and len(parts) <= self._most - len(self.ids) + 1:
            self.ids.discard(whole)
        self.ids.update(parts[: self._most - len(self.ids)])

    def _open_wanted(self, places: Iterable[str]) -> None:
        itself = set(places)

        def open_(place: str) -> None:
            things = self._parts[place] if place in itself else []
            # What isn't shown as a thing of its own, ties of the region itself among it, needs a row to be in.
            self._open(place, [*self._tree.below.get(place, ()), *things], stays=self._weights.get(place, 0) > 0)

        self._downwards(lambda place: place in self._wanted, open_)

    def _open_to(self, level: str) -> None:
        order = LEVELS.values
        reached = order.index(level)

        def wanted(place: str) -> bool:
            below = self._tree.below.get(place, ())
            return any(order.index(self._tree.regions[id_].level) <= reached for id_ in below)

        def open_(place: str) -> None:
            self._open(place, self._tree.below[place], stays=self._weights.get(place, 0) > 0)

        self._downwards(wanted, open_)

    def _downwards(self, wanted: Callable[[str], bool], open_: Callable[[str], None]) -> None:
        """Open what is shown and wanted, then what came of it, one level after the other."""
        done: set[str] = set()
        while places := self._heaviest(id_ for id_ in self.ids - done if id_ not in self._located and wanted(id_)):
            for place in places:
                done.add(place)
                open_(place)

    def _show_groups(self, opened: Iterable[str], largest: Iterable[str]) -> None:
        for group in dict.fromkeys([*opened, *largest]):
            if group in self._located and len(self.ids) < self._most:
                self.ids.add(group)
        for group in opened:
            if group in self.ids:
                self._open(group, self._parts[group], stays=True)
