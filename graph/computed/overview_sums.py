"""What each row of an overview stands for, and the ties within and between rows."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from graph.computed.place_sums import Counted, Tied
from graph.computed.places_shown import Located, ShownPlaces
from graph.computed.region_tree import RegionTree
from graph.model import LINK_TYPE

Between = tuple[str, str, str]
"""A type of tie, the row where it starts and the row where it ends; of a tie without direction the smaller id first."""


@dataclass(slots=True)
class TieFigures:
    """Ties summed up. Teachers sent are those of the ties that say it."""

    links: int = 0
    teachers_sent: int = 0
    links_with_teachers: int = 0
    undated_links: int = 0

    def add(self, links: int, teachers_sent: int, links_with_teachers: int, undated_links: int) -> None:
        """Add further ties; negative ones take away."""
        self.links += links
        self.teachers_sent += teachers_sent
        self.links_with_teachers += links_with_teachers
        self.undated_links += undated_links


class Sums:
    """Sums by row.

    `held` is how many of each label it stands for, itself included; `counties` how many of those, and `counties_named`
    in how many of them there is anything; `between` are the ties from row to row and within one; `within` and `outside`
    count the ties within a row, and from it to others."""

    def __init__(
        self,
        tree: RegionTree,
        shown: ShownPlaces,
        located: Mapping[str, Located],
        counted: Sequence[Counted],
        tied: Sequence[Tied],
        own_ties: Sequence[Mapping[str, Any]],
    ) -> None:
        self._shown = shown
        self.own_ties = own_ties
        self.between: dict[Between, TieFigures] = defaultdict(TieFigures)
        self.held: dict[str, Counter[str]] = defaultdict(Counter)
        self.counties: Counter[str] = Counter()
        self.counties_named: Counter[str] = Counter()
        self.within: Counter[str] = Counter()
        self.outside: Counter[str] = Counter()
        self._count_things(counted, located)
        self._count_counties(tree)
        self._sum_ties(tied)
        for (_, start, end), figures in self.between.items():
            if start == end:
                self.within[start] += figures.links
            else:
                self.outside[start] += figures.links
                self.outside[end] += figures.links

    def ends(self, tie: Mapping[str, Any]) -> tuple[str | None, str | None]:
        """The rows that the ends of a tie belong to."""
        start, end = (self._shown.holder_of(tie[end], tie[f"{end}_place"]) for end in ("start", "end"))
        return start, end

    def _count_things(self, counted: Sequence[Counted], located: Mapping[str, Located]) -> None:
        for row in counted:
            if holder := self._shown.holder(row.place):
                self.held[holder][row.label] += row.things
        for thing in located.values():
            if before := self._shown.holder(thing.place):
                self.held[before][thing.label] -= 1
            if holder := self._shown.holder_of(thing.id, thing.place):
                self.held[holder][thing.label] += 1

    def _count_counties(self, tree: RegionTree) -> None:
        for region in tree.regions.values():
            if region.level == "county" and (holder := self._shown.holder(region.id)):
                self.counties[holder] += 1
                self.counties_named[holder] += self._shown.total[region.id] > 0

    def _sum_ties(self, tied: Sequence[Tied]) -> None:
        holder = cache(self._shown.holder)
        for row in tied:
            undated = 0 if row.undated is None else row.links
            figures = (row.links, row.teachers_sent, row.links_with_teachers, undated)
            self._add(row.type, holder(row.start), holder(row.end), figures)
        for tie in self.own_ties:
            figures = _figures_of(tie["properties"])
            taken_out = (-figures[0], -figures[1], -figures[2], -figures[3])
            self._add(tie["type"], holder(tie["start_place"]), holder(tie["end_place"]), taken_out)
            self._add(tie["type"], *self.ends(tie), figures)

    def _add(self, type_: str, start: str | None, end: str | None, figures: tuple[int, int, int, int]) -> None:
        # An end that no row stands for is that of a top that found no room.
        if start is not None and end is not None:
            if start > end and not LINK_TYPE[type_].directed:
                start, end = end, start
            self.between[type_, start, end].add(*figures)


def _figures_of(properties: Mapping[str, Any]) -> tuple[int, int, int, int]:
    teachers = properties.get("teachers_sent")
    undated = properties.get("since") is None and properties.get("until") is None
    return 1, teachers or 0, int(teachers is not None), int(undated)
