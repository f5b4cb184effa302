"""The plan of a load: nodes and links as they will be written, each once, with all the evidence for it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cache, partial
from hashlib import blake2b
from typing import Any, TypeVar

from graph.model import LINK_TYPE, NODE_TYPE, Property
from loaders.identity import Entity
from loaders.names import digest, natural, normalise

Evidence = Iterable[tuple[str, str]]
NodeKey = tuple[str, str]
"""Label and id."""
_WRITTEN_APART = {"id", "key", "dataset", "datasets", "run", "source_ids", "locators"}


class Conflict(Exception):
    """Two rows state the same thing with different values; `fact` is the node or link that they state."""

    def __init__(self, fact: NodeKey | str, column: str, before: Any, after: Any) -> None:
        super().__init__(column)
        self.fact, self.column, self.before, self.after = fact, column, before, after


@dataclass(slots=True)
class PlannedNode:
    """A node with its stored properties, those without a value left out; `evidence` is a set that keeps its order."""

    label: str
    id: str
    properties: dict[str, Any]
    evidence: dict[tuple[str, str], None]
    extra_label: str | None = None


@dataclass(slots=True)
class PlannedLink:
    """A link with its stored properties, those without a value left out."""

    type: str
    key: str
    start_label: str
    start: str
    end_label: str
    end: str
    properties: dict[str, Any]
    evidence: dict[tuple[str, str], None]


_Planned = TypeVar("_Planned", PlannedNode, PlannedLink)
_Key = TypeVar("_Key", NodeKey, str)
_Group = TypeVar("_Group")


@dataclass(slots=True)
class LoadPlan:
    """What a load will write for one dataset."""

    dataset: str
    nodes: dict[NodeKey, PlannedNode] = field(default_factory=dict)
    links: dict[str, PlannedLink] = field(default_factory=dict)
    _undo: list[Callable[[], object]] = field(default_factory=list)

    def node(
        self, label: str, id_: str, values: dict[str, Any], evidence: Evidence = (), extra_label: str | None = None
    ) -> PlannedNode:
        """Add a node, or what another row says of it. Raises Conflict, and then changes nothing."""
        cited = dict.fromkeys(evidence) if is_cited(label) else {}
        added = PlannedNode(label, id_, _stored(label, _with_defaults(label, values)), cited, extra_label)
        return self._add(self.nodes, (label, id_), label, added)

    def link(self, type_: str, start: Entity, end: Entity, values: dict[str, Any], evidence: Evidence) -> PlannedLink:
        """Add a link, or what another row says of it. Raises Conflict, and then changes nothing.

        A link without direction is stored once, from the smaller id to the larger.
        """
        link_type = LINK_TYPE[type_]
        if not link_type.directed and end.id < start.id:
            start, end = end, start
        values = _with_defaults(type_, values)
        marks = [f"{name}={values[name]}" for name in link_type.distinguished_by if values.get(name) is not None]
        key = f"{type_.lower().replace('_', '-')}-{digest(self.dataset, type_, start.id, end.id, *marks, length=16)}"
        ends = (start.label, start.id, end.label, end.id)
        added = PlannedLink(type_, key, *ends, _stored(type_, values), dict.fromkeys(evidence))
        return self._add(self.links, key, type_, added)

    def begin(self) -> None:
        """Start a row: from here on `undo` takes back what is added."""
        self._undo.clear()

    def undo(self) -> None:
        """Take back what was added since `begin`: a row goes in as a whole or not at all."""
        for step in reversed(self._undo):
            step()
        self._undo.clear()

    def keep(self, wanted: Callable[[PlannedNode], bool]) -> None:
        """Leave out the nodes that aren't wanted."""
        self.nodes = {key: node for key, node in self.nodes.items() if wanted(node)}

    def input_digest(self) -> str:
        """Digest of all that would be written: the same tables give it, whatever the order of columns and rows."""
        total = blake2b(self.dataset.encode(), digest_size=16)
        for key in sorted(self.nodes):
            node = self.nodes[key]
            total.update(repr((key, node.extra_label, sorted(node.properties.items()), sorted(node.evidence))).encode())
        for link in sorted(self.links.values(), key=lambda link: link.key):
            facts = (link.key, link.start, link.end, sorted(link.properties.items()), sorted(link.evidence))
            total.update(repr(facts).encode())
        return total.hexdigest()

    def _add(self, planned: dict[_Key, _Planned], key: _Key, kind: str, added: _Planned) -> _Planned:
        """Put a fact into the plan, or join it to the same fact of another row. Raises Conflict."""
        known = planned.setdefault(key, added)
        if known is added:
            self._undo.append(partial(planned.pop, key))
            return known
        before, evidence = known.properties, known.evidence
        merged = _merged(kind, key, before, added.properties)

        def restore() -> None:
            known.properties, known.evidence = before, evidence

        known.properties, known.evidence = merged, evidence | added.evidence
        self._undo.append(restore)
        return known


def evidence_lists(evidence: Evidence) -> dict[str, list[str]]:
    """Evidence as it is stored: two lists, one for one, in an order that doesn't depend on the rows'."""
    pairs = list(evidence)
    if len(pairs) > 1:
        pairs.sort(key=lambda pair: (natural(pair[0]), natural(pair[1])))
    return {"source_ids": [source for source, _ in pairs], "locators": [locator for _, locator in pairs]}


@cache
def is_cited(label: str) -> bool:
    """Whether nodes of a label hold evidence: sources and programmes don't."""
    return any(prop.name == "source_ids" for prop in NODE_TYPE[label].properties)


@cache
def storable(kind: str) -> tuple[dict[str, Property], bool]:
    """Properties that a row's values may become, by name, and whether counts of any name may join them."""
    properties = NODE_TYPE[kind].properties if kind in NODE_TYPE else LINK_TYPE[kind].properties
    is_open = any(prop.open_ended for prop in properties)
    return {prop.name: prop for prop in properties if not prop.open_ended and prop.name not in _WRITTEN_APART}, is_open


@cache
def _defaults(kind: str) -> dict[str, str]:
    return {name: prop.default for name, prop in storable(kind)[0].items() if prop.default is not None}


def _with_defaults(kind: str, values: dict[str, Any]) -> dict[str, Any]:
    """The values, and what the model lets unknown ones stand for."""
    unsaid = {name: value for name, value in _defaults(kind).items() if values.get(name) is None}
    return values | unsaid if unsaid else values


def _stored(kind: str, values: dict[str, Any]) -> dict[str, Any]:
    """Every property that has a value; dates as text and as day integers. Others than declared ones are left out."""
    declared, is_open = storable(kind)
    properties: dict[str, Any] = {}
    for name, value in values.items():
        # False and [] are what a table's empty cell gives: nothing said, so nothing stored.
        if value is None or value is False or value == []:
            continue
        prop = declared.get(name)
        if prop is not None and prop.day is not None:
            properties[name] = str(value)
            properties[f"{name}_day"] = value.first_day if prop.day == "first" else value.last_day
        elif prop is not None or is_open:
            properties[name] = value
    return properties


def _merged(kind: str, fact: NodeKey | str, known: dict[str, Any], added: dict[str, Any]) -> dict[str, Any]:
    """Both rows' properties. Where they order or spell differently, the result doesn't depend on which came first."""
    declared, _ = storable(kind)
    merged = known | added
    spellings: set[str] = set()
    for name, after in added.items():
        before = known.get(name, after)
        if before == after:
            continue
        if isinstance(after, list):
            choices = declared[name].choices.values
            merged[name] = sorted({*before, *after}, key=choices.index if choices else None)
        elif name == "name" and normalise(before) == normalise(after):
            merged[name] = min(before, after)
            spellings = {max(before, after)}
        else:
            raise Conflict(fact, name, before, after)
    if spellings and "aliases" in declared:
        merged["aliases"] = sorted({*merged.get("aliases", ()), *spellings})
    return merged


def links_by_ends(links: Iterable[PlannedLink]) -> dict[tuple[str, str, str], list[PlannedLink]]:
    """Links by type and the labels of both ends, each list in order of the keys."""
    in_order = sorted(links, key=lambda link: link.key)
    return _grouped(in_order, lambda link: (link.type, link.start_label, link.end_label))


def nodes_by_labels(nodes: Iterable[PlannedNode]) -> dict[tuple[str, str | None], list[PlannedNode]]:
    """Nodes by label and extra label, each list in order of the ids."""
    in_order = sorted(nodes, key=lambda node: node.id)
    return _grouped(in_order, lambda node: (node.label, node.extra_label))


def _grouped(planned: Iterable[_Planned], group: Callable[[_Planned], _Group]) -> dict[_Group, list[_Planned]]:
    groups: dict[_Group, list[_Planned]] = defaultdict(list)
    for one in planned:
        groups[group(one)].append(one)
    return dict(groups)
