"""Graphs made by hand, written with the statements that a load uses."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from graph import Store
from graph.values import PartialDate
from graph.write import constraint_statements, write_links, write_nodes

_LABELS = {"s": "School", "g": "EducationGroup", "o": "Organisation", "r": "Region"}
_RUN, _HELD = "run-made", {"datasets": ["made"]}


@dataclass(frozen=True, slots=True)
class Link:
    """A link to write. Ends are ids whose first letter tells the label: school, group, organisation, county."""

    type: str
    start: str
    end: str
    key: str
    since: str | None = None
    until: str | None = None
    properties: Mapping[str, Any] = field(default_factory=dict)

    @property
    def stored(self) -> dict[str, Any]:
        """Its properties, dates as text and as days."""
        since, until = (PartialDate.parse(text) if text else None for text in (self.since, self.until))
        observed = [PartialDate.parse(text) for text in self.properties.get("observed") or ()]
        return {
            "key": self.key,
            "since": self.since,
            "since_day": since.first_day if since else None,
            "until": self.until,
            "until_day": until.last_day if until else None,
            "source_ids": ["made-1"],
            "locators": ["L1"],
            **_HELD,
            "observed_first_day": min((date.first_day for date in observed), default=None),
            "observed_last_day": max((date.last_day for date in observed), default=None),
            **self.properties,
        }

    def holds(self, day: int | None) -> bool:
        """Whether it held on a day (YYYYMMDD); without a day it always does."""
        stored = self.stored
        return day is None or (stored["since_day"] or 0) <= day <= (stored["until_day"] or 99_999_999)


def write_graph(store: Store, links: Iterable[Link], alone: Iterable[str] = (), **nodes: Mapping[str, Any]) -> None:
    """Write links and their ends; `alone` are further ids, and keywords give an id more properties."""
    links = list(links)
    for statement in constraint_statements():
        store.write(statement)
    ids = {end for link in links for end in (link.start, link.end)} | set(alone) | set(nodes)
    by_label: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for id_ in sorted(ids):
        by_label[_LABELS[id_[0]]].append({"id": id_, "name": id_.upper(), **_HELD, **nodes.get(id_, {})})
    for label, rows in by_label.items():
        write_nodes(store, label, "County" if label == "Region" else None, rows, _RUN)
    by_ends: dict[tuple[str, str, str], list[dict[str, Any]]] = defaultdict(list)
    for link in links:
        row = {"key": link.key, "start": link.start, "end": link.end, "properties": link.stored}
        by_ends[link.type, _LABELS[link.start[0]], _LABELS[link.end[0]]].append(row)
    for (type_, start, end), rows in by_ends.items():
        write_links(store, type_, start, end, rows, _RUN)
