"""The plan of a load: nodes and links as they will be written, each once, with all the evidence for it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from graph.model import LINK_TYPE, NODE_TYPE, Property
from loaders.identity import Entity
from loaders.names import digest
from loaders.rows import CheckedRow

Evidence = Iterable[tuple[str, str]]
_WRITTEN_APART = {"id", "key", "dataset", "datasets", "run"}


class Conflict(Exception):
    """Two rows state the same thing with different values."""

    def __init__(self, name: str, before: Any, after: Any) -> None:
        super().__init__(name)
        self.column = name
        self.reason = f"contradicts an earlier row of the same fact: {before!r} there, {after!r} here"


@dataclass(slots=True)
class PlannedNode:
    """A node with all its stored properties; `extra_label` may be set until the plan is complete."""

    label: str
    id: str
    properties: dict[str, Any]
    extra_label: str | None = None


@dataclass(slots=True)
class PlannedLink:
    """A link with all its stored properties."""

    type: str
    key: str
    start_label: str
    start: str
    end_label: str
    end: str
    properties: dict[str, Any]


@dataclass(slots=True)
class Plan:
    """What a load will write for one dataset."""

    dataset: str
    nodes: dict[tuple[str, str], PlannedNode] = field(default_factory=dict)
    links: dict[str, PlannedLink] = field(default_factory=dict)

    def node(
        self, label: str, id_: str, values: dict[str, Any], evidence: Evidence = (), extra_label: str | None = None
    ) -> PlannedNode:
        """Add a node, or what another row says of it. Raises Conflict, and then changes nothing."""
        properties = _stored(NODE_TYPE[label].properties, values)
        node = self.nodes.get((label, id_))
        if node is None:
            node = self.nodes[label, id_] = PlannedNode(label, id_, properties, extra_label)
        else:
            _merge(node.properties, properties)
        _add_evidence(node.properties, evidence)
        return node

    def link(self, type_: str, start: Entity, end: Entity, values: dict[str, Any], evidence: Evidence) -> PlannedLink:
        """Add a link, or what another row says of it. Raises Conflict, and then changes nothing.

        A link without direction is stored once, from the smaller id to the larger."""
        link_type = LINK_TYPE[type_]
        if not link_type.directed and end.id < start.id:
            start, end = end, start
        marks = [f"{name}={values[name]}" for name in link_type.distinguished_by if values.get(name) is not None]
        key = f"{type_.lower().replace('_', '-')}-{digest(self.dataset, type_, start.id, end.id, *marks, length=16)}"
        properties = _stored(link_type.properties, values)
        properties |= {name: value for name, value in values.items() if name not in properties and value is not None}
        link = self.links.get(key)
        if link is None:
            link = self.links[key] = PlannedLink(type_, key, start.label, start.id, end.label, end.id, properties)
        else:
            _merge(link.properties, properties)
        _add_evidence(link.properties, evidence)
        return link

    def node_batches(self) -> dict[tuple[str, str | None], list[dict[str, Any]]]:
        """Rows of nodes by label and extra label, in order of their ids."""
        batches: dict[tuple[str, str | None], list[dict[str, Any]]] = defaultdict(list)
        for node in sorted(self.nodes.values(), key=lambda node: node.id):
            batches[node.label, node.extra_label].append({"id": node.id, **node.properties})
        return dict(batches)

    def link_batches(self) -> dict[tuple[str, str, str], list[dict[str, Any]]]:
        """Rows of links by type and the labels of both ends, in order of their keys."""
        batches: dict[tuple[str, str, str], list[dict[str, Any]]] = defaultdict(list)
        for link in sorted(self.links.values(), key=lambda link: link.key):
            row = {"key": link.key, "start": link.start, "end": link.end, "properties": link.properties}
            batches[link.type, link.start_label, link.end_label].append(row)
        return dict(batches)

    def input_digest(self) -> str:
        """Digest of all that would be written: the same tables give the same digest, whatever their column order."""
        nodes = (f"{n.label}:{n.extra_label}:{n.id}:{_canonical(n.properties)}" for n in self.nodes.values())
        links = (f"{l.type}:{l.key}:{l.start}:{l.end}:{_canonical(l.properties)}" for l in self.links.values())
        return digest(self.dataset, *sorted(nodes), *sorted(links), length=32)


def row_values(row: CheckedRow, *names: str) -> dict[str, Any]:
    """Some of a row's values, for a node or a link."""
    return {name: row.values.get(name) for name in names}


def _stored(declared: Iterable[Property], values: dict[str, Any]) -> dict[str, Any]:
    """Every stored property, null where the row says nothing; dates as text and as day integers."""
    properties: dict[str, Any] = {}
    for prop in declared:
        if prop.open_ended or prop.name in _WRITTEN_APART:
            continue
        value = values.get(prop.name)
        if prop.day is not None:
            day = None if value is None else value.first_day if prop.day == "first" else value.last_day
            properties[prop.name] = None if value is None else str(value)
            properties[f"{prop.name}_day"] = day
        else:
            # False and [] are what a table's empty cell gives: nothing said, so nothing stored.
            properties[prop.name] = None if value is False or value == [] else value
    return properties


def _merge(known: dict[str, Any], added: dict[str, Any]) -> None:
    for name, value in added.items():
        before = known.get(name)
        if value is not None and before is not None and before != value and not isinstance(value, list):
            raise Conflict(name, before, value)
    for name, value in added.items():
        if isinstance(value, list):
            known[name] = list(dict.fromkeys([*(known.get(name) or []), *value]))
        elif value is not None:
            known[name] = value


def _add_evidence(properties: dict[str, Any], evidence: Evidence) -> None:
    if "source_ids" not in properties:
        return
    known: Sequence[tuple[str, str]] = list(
        zip(properties["source_ids"] or [], properties["locators"] or [], strict=True)
    )
    pairs = list(dict.fromkeys([*known, *evidence]))
    properties["source_ids"] = [source for source, _ in pairs]
    properties["locators"] = [locator for _, locator in pairs]


def _canonical(properties: dict[str, Any]) -> str:
    return repr(sorted((name, value) for name, value in properties.items() if value is not None))
