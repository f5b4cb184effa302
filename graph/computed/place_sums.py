"""What there is in each place, and the ties between places: sums that hold whatever an overview shows.

A place is a region, itself and not what lies below it, or `no-region:` and a label for what lies in none that is
known. Summing up a country takes many seconds, so it goes in pieces that are each well within the time limit of a read,
and a process that lives on keeps the sums of a state of the graph."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from graph.columns.reading import StateReading
from graph.computed.region_tree import RegionTree, region_tree
from graph.model import EDUCATION_GROUP, ORGANISATION, SCHOOL
from graph.statement import Statement, shipped_statement
from graph.store import Store

if TYPE_CHECKING:
    from graph.columns.frames import Columns

NO_REGION = "no-region:"
LOCATED = (SCHOOL.label, EDUCATION_GROUP.label, ORGANISATION.label)
"""Labels of what lies in regions."""
_AT_ONCE, _OF_MANY = 5_000, 400
"""Regions that one statement sums up; in a graph of many nodes, fewer: three seconds for a seventh of the country."""
_MANY = 50_000


class Counted(NamedTuple):
    """How many of a label there are in a place."""

    place: str
    label: str
    things: int


class Tied(NamedTuple):
    """Ties of a type from place to place.

    `undated` is where those without dates were observed, None for those with; `teachers_sent` are those of
    the ties that say it, which are `links_with_teachers`."""

    type: str
    start: str
    end: str
    undated: str | None
    links: int
    teachers_sent: int
    links_with_teachers: int


@dataclass(frozen=True, slots=True)
class PlaceSums:
    """The sums of one day, and the regions that they are of."""

    tree: RegionTree
    counted: Sequence[Counted]
    tied: Sequence[Tied]


def place_sums(store: Store, ties: Statement, as_of: int | None, nodes: int, read: StateReading) -> PlaceSums:
    """Read the sums of a graph of so many nodes; `ties` is the statement that sums up ties. Raises a StoreError."""
    tree = region_tree(store)
    return read.of_columns(lambda columns: sums_of_columns(tree, columns, as_of)) or sums_of_store(
        tree, store, ties, as_of, nodes
    )


def sums_of_columns(tree: RegionTree, columns: Columns, as_of: int | None) -> PlaceSums:
    """The sums from columns."""
    from graph.columns.places import counted_in_places, tied_between_places

    found = [Counted(*row) for row in counted_in_places(columns, as_of).iter_rows()]
    counted = [row for row in found if row.place]
    tied = [Tied(*row) for row in tied_between_places(columns, as_of, NO_REGION).iter_rows()]
    return PlaceSums(tree, [*counted, *_nowhere(counted, [row for row in found if not row.place])], tied)


def sums_of_store(tree: RegionTree, store: Store, ties: Statement, as_of: int | None, nodes: int) -> PlaceSums:
    """The same from the store, in pieces. Raises a StoreError."""
    regions = list(tree.regions)
    step = _OF_MANY if nodes > _MANY else _AT_ONCE
    pieces = [regions[first : first + step] for first in range(0, len(regions), step)]
    count = shipped_statement("lookup", "located_counted")
    counted = [Counted(**row) for places in pieces for row in store.read_all(count, {"places": places, "as_of": as_of})]
    # To look for what lies nowhere takes longer than anything else: it is what the others leave.
    totals = [Counted(**row) for row in store.read_all(count, {"places": [], "as_of": as_of})]
    nowhere = _nowhere(counted, totals)
    tied: list[dict[str, Any]] = []
    for places in pieces:
        tied += store.read_all(ties, {"places": places, "nowhere": [], "as_of": as_of})
    if nowhere:
        tied += store.read_all(ties, {"places": [], "nowhere": [row.label for row in nowhere], "as_of": as_of})
    return PlaceSums(tree, [*counted, *nowhere], [Tied(**row) for row in tied])


def _nowhere(counted: Sequence[Counted], totals: Sequence[Counted]) -> list[Counted]:
    """What lies in no region that is known, by label."""
    located = Counter[str]()
    for row in counted:
        located[row.label] += row.things
    left = [Counted(NO_REGION + row.label, row.label, row.things - located[row.label]) for row in totals]
    return [row for row in left if row.things > 0]
