"""The plan of a load: nodes and links as they will be written, each once, with all the evidence for it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Any

import polars as pl

from graph.model import LEAD_SCHOOL, LINK_TYPE
from loaders.names import digest

PART = 20_000
"""Rows that are turned into Python's objects at a time."""


@dataclass(slots=True)
class LoadPlan:
    """What a graph is to hold: a frame of nodes for each label, and one of links for each type.

    Nodes have `id` and `extra_label`, links `start_label`, `start`, `end_label` and `end`; then the stored properties,
    null where unknown, and evidence as it is stored. `ats` numbers the rows that state it; `datasets` are theirs, once
    those of several are merged.
    """

    nodes: dict[str, pl.DataFrame] = field(default_factory=dict)
    links: dict[str, pl.DataFrame] = field(default_factory=dict)

    @property
    def counts(self) -> dict[str, int]:
        """How many nodes or links it has of each label and type."""
        return {kind: frame.height for kind, frame in {**self.nodes, **self.links}.items()}

    @property
    def node_count(self) -> int:
        """How many nodes it has."""
        return sum(frame.height for frame in self.nodes.values())

    @property
    def link_count(self) -> int:
        """How many links it has."""
        return sum(frame.height for frame in self.links.values())

    def node_groups(self) -> Iterator[tuple[str, str | None, pl.DataFrame]]:
        """Nodes that one statement writes: label, extra label, and the frame in order of the ids."""
        for label, frame in self.nodes.items():
            for (extra,), numbers in _groups(frame, ["extra_label"], ["id"]):
                yield label, extra, frame.drop("extra_label", "ats")[numbers]

    def link_groups(self) -> Iterator[tuple[str, str, str, pl.DataFrame]]:
        """Links that one statement writes: type, labels of both ends, and the frame in order of its ends.

        Ids begin with the county: what is written together lies together in the store."""
        for type_, frame in self.links.items():
            keyed = frame.with_columns(key=link_keys(type_, frame))
            for (start, end), numbers in _groups(keyed, ["start_label", "end_label"], ["start", "end", "key"]):
                yield type_, str(start), str(end), keyed.drop("start_label", "end_label", "ats")[numbers]

    def of(self, dataset: str) -> LoadPlan:
        """What one of its datasets holds."""
        holds = pl.col("datasets").list.contains(dataset)
        return self._filtered(lambda _kind, frame: frame.filter(holds))

    def _filtered(self, keep: Callable[[str, pl.DataFrame], pl.DataFrame]) -> LoadPlan:
        kept = [{kind: left for kind, frame in of.items() if (left := keep(kind, frame)).height}
                for of in (self.nodes, self.links)]  # fmt: skip
        return LoadPlan(*kept)

    def refers_to(self, ids: Iterable[str]) -> bool:
        """Whether a link starts or ends at one of some nodes."""
        wanted = pl.Series(list(ids), dtype=pl.String()).implode()
        return any(frame[end].is_in(wanted).any() for frame in self.links.values() for end in ("start", "end"))

    def mark_leads(self) -> None:
        """Give LeadSchool to the schools that lead: they carry it from the moment they are created."""
        if (schools := self.nodes.get("School")) is not None:
            leads = pl.col("id").is_in(self.leads().implode())
            self.nodes["School"] = schools.with_columns(extra_label=pl.when(leads).then(pl.lit(LEAD_SCHOOL.label)))

    def leads(self) -> pl.Series:
        """Ids of schools that lead a group, by a link without an end of its own or of one of its ends."""
        frame = self.links.get("LEADS")
        if frame is None:
            return pl.Series("start", dtype=pl.String())
        endless = pl.col("until_day").is_null() if "until_day" in frame.columns else pl.lit(value=True)
        return frame.filter((pl.col("start_label") == "School") & endless)["start"].unique().sort()

    def digest(self) -> str:
        """Digest of all that it holds: the same tables give it, whatever the order of columns and rows."""
        total = blake2b(digest_size=16)
        groups: list[tuple[tuple[str, ...], pl.DataFrame]] = [
            ((label, str(extra)), frame) for label, extra, frame in self.node_groups()
        ]
        groups += [((type_, start, end), frame) for type_, start, end, frame in self.link_groups()]
        for of, frame in sorted(groups, key=lambda group: group[0]):
            total.update(repr(of).encode())
            said = [name for name in sorted(frame.columns) if frame[name].null_count() < frame.height]
            for part in frame.select(said).iter_slices(PART):
                total.update(part.write_ndjson().encode())
        return total.hexdigest()


def _groups(frame: pl.DataFrame, by: list[str], order: list[str]) -> Iterator[tuple[tuple[Any, ...], pl.Series]]:
    """Each group of rows that are the same in `by`, and their numbers in order.

    Only numbers are sorted: a country's schools take a fifth of the memory, and they need not be there three times."""
    for key, group in frame.select(*by, *order).with_row_index("number").group_by(by, maintain_order=True):
        yield key, group.sort(order)["number"]


def link_keys(type_: str, links: pl.DataFrame) -> pl.Series:
    """Keys of links: what their type and ends are, and what else tells two of them apart."""
    marks = [pl.format(name + "={}", name) for name in LINK_TYPE[type_].distinguished_by if name in links.columns]
    parts = [pl.lit(type_), "start", "end", *marks]
    text = links.select(pl.concat_str(parts, separator="\x1f", ignore_nulls=True)).to_series()
    prefix = type_.lower().replace("_", "-")
    return pl.Series("key", [f"{prefix}-{digest(one, length=16)}" for one in text], dtype=pl.String())


def rows_of(frame: pl.DataFrame) -> Iterator[dict[str, Any]]:
    """Rows as they are sent to the store, values that are unknown left out."""
    for part in frame.iter_slices(PART):
        for row in part.iter_rows(named=True):
            yield {name: value for name, value in row.items() if value is not None}
