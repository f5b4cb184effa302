"""Nodes and links item by item: as the graph holds them, and as they follow from what its datasets say."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Any

import polars as pl
from pydantic import BaseModel, ConfigDict

from graph import Store
from graph.model import LINK_TYPES, NODE_TYPE, NODE_TYPES
from graph.write import own_links_statement, own_nodes_statement
from loaders.load_plan import LoadPlan, rows_of
from loaders.writing import Progress, with_name_forms

Content = dict[str, Any]
"""All that a node or link says, but for the run that wrote it, which tells only when."""
_LABELS = tuple(one.label for one in NODE_TYPES if one.label != "LoadRun")
_TYPES = tuple(one.type for one in LINK_TYPES)
KINDS = (*_LABELS, *_TYPES)
"""Labels of nodes and types of links, in the order in which they are looked at."""
_SHOWN = 5


class ItemSum(BaseModel):
    """How many items of a kind there are, and a digest of all of them, whatever their order."""

    model_config = ConfigDict(frozen=True)

    count: int = 0
    digest: str = f"{0:032x}"

    @classmethod
    def of(cls, digests: Iterable[bytes]) -> ItemSum:
        """Sum up the digests of items."""
        count = total = 0
        for one in digests:
            count += 1
            total += int.from_bytes(one)
        return cls(count=count, digest=f"{total % 2**128:032x}")


@dataclass(slots=True)
class KindDifferences:
    """What of a kind the graph holds that doesn't follow, lacks, or holds differently.

    `places` are sentences on the first few."""

    kind: str
    missing: int = 0
    extra: int = 0
    differing: int = 0
    places: list[str] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.missing or self.extra or self.differing)


def stored_sums(store: Store, progress: Progress) -> dict[str, ItemSum]:
    """Count and digest of the items of each kind that the graph holds."""
    sums = {}
    for done, kind in enumerate(KINDS, start=1):
        sums[kind] = ItemSum.of(item_digest(content) for _, content in stored_items(store, kind))
        progress("counting", done, len(KINDS))
    return sums


def compare(store: Store, plan: LoadPlan, progress: Progress) -> tuple[dict[str, ItemSum], list[KindDifferences]]:
    """Compare what the graph holds with what follows from a plan: sums of what follows, and differences by kind."""
    sums, found = {}, []
    for done, kind in enumerate(KINDS, start=1):
        due = {key: item_digest(content) for key, content in planned_items(plan, kind)}
        sums[kind] = ItemSum.of(due.values())
        if differences := _differences(store, plan, kind, due):
            found.append(differences)
        progress("comparing", done, len(KINDS))
    return sums, found


def _differences(store: Store, plan: LoadPlan, kind: str, due: dict[str, bytes]) -> KindDifferences:
    found = KindDifferences(kind)
    differing: dict[str, Content] = {}
    for key, content in stored_items(store, kind):
        expected = due.pop(key, None)
        if expected is None:
            found.extra += 1
            if found.extra <= _SHOWN:
                found.places.append(f"{kind} {key} follows from nothing that a dataset says")
        elif expected != item_digest(content):
            found.differing += 1
            if len(differing) < _SHOWN:
                differing[key] = content
    found.missing = len(due)
    found.places += [f"{kind} {key} is not there" for key in sorted(due)[:_SHOWN]]
    if differing:
        wanted = {key: content for key, content in planned_items(plan, kind) if key in differing}
        found.places += [line for key, held in differing.items() for line in _told(kind, key, held, wanted[key])]
    return found


def _told(kind: str, key: str, held: Content, due: Content) -> Iterator[str]:
    held, due = ({**of, **of.get("properties", {}), "properties": None} for of in (held, due))
    for name in sorted({*held, *due}):
        if _text(held.get(name)) != _text(due.get(name)):
            yield f"{kind} {key}: {name} is {_short(held.get(name))}, and follows as {_short(due.get(name))}"


def _short(value: Any) -> str:
    text = "nothing" if value is None else _text(value)
    return text if len(text) <= 80 else f"{text[:77]}…"


def stored_items(store: Store, kind: str) -> Iterator[tuple[str, Content]]:
    """The items of a kind that the graph holds, with their ids or keys, one by one."""
    if kind in NODE_TYPE:
        names, labels = _node_properties(kind), _known_labels(kind)
        for row in store.stream(own_nodes_statement(kind)):
            said = _said(row["properties"], names)
            yield said["id"], {**said, "labels": sorted(labels & set(row["labels"]))}
        return
    for row in store.stream(own_links_statement(kind)):
        ends = {
            "start": row["start"],
            "start_label": _declared(row["start_labels"]),
            "end": row["end"],
            "end_label": _declared(row["end_labels"]),
        }
        yield row["properties"]["key"], {**ends, "properties": _said(row["properties"])}


def planned_items(plan: LoadPlan, kind: str) -> Iterator[tuple[str, Content]]:
    """The items of a kind as they follow from a plan, one by one."""
    if kind in NODE_TYPE:
        names = _node_properties(kind)
        for label, extra, frame in LoadPlan(nodes=_only(plan.nodes, kind)).node_groups():
            labels = sorted({label, extra or label})
            for row in rows_of(with_name_forms(label, frame)):
                yield row["id"], {**_said(row, names), "labels": labels}
        return
    for _, start, end, frame in LoadPlan(links=_only(plan.links, kind)).link_groups():
        for row in rows_of(frame):
            ends = {"start": row.pop("start"), "start_label": start, "end": row.pop("end"), "end_label": end}
            yield row["key"], {**ends, "properties": _said(row)}


def item_digest(content: Content) -> bytes:
    """Digest of what an item says: values of another type are other values."""
    return blake2b(_text(content).encode(), digest_size=16).digest()


def _text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=repr)


def _said(properties: Mapping[str, Any], names: frozenset[str] | None = None) -> Content:
    return {
        name: value
        for name, value in properties.items()
        if value is not None and name != "run" and (names is None or name in names)
    }


def _node_properties(label: str) -> frozenset[str]:
    """What loads write on a node: whatever else somebody put there is theirs."""
    return frozenset(NODE_TYPE[label].stored_names())


def _known_labels(label: str) -> frozenset[str]:
    return frozenset({label, *(extra.label for extra in NODE_TYPE[label].extra_labels)})


def _declared(labels: Iterable[str]) -> str:
    return next((label for label in labels if label in NODE_TYPE), "")


def _only(frames: Mapping[str, pl.DataFrame], kind: str) -> dict[str, pl.DataFrame]:
    return {kind: frames[kind]} if kind in frames else {}
