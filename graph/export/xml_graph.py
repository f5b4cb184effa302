"""A graph as the programs for networks want it: each node an id of its own, each attribute one type."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, BinaryIO
from xml.sax.saxutils import XMLGenerator
from xml.sax.xmlreader import AttributesImpl

from graph.export.csv_table import cell_text
from graph.export.reading import ExportLink, ExportNode

_NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class XmlNode:
    """A node. `label` is its name; what it is goes into the attributes."""

    id: str
    label: str
    attributes: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class XmlLink:
    """A link between the ids of two nodes."""

    id: str
    type: str
    start: str
    end: str
    attributes: Mapping[str, Any]


class XmlGraph:
    """A whole graph under ids that are each used once. Nodes have `type`, their label in the graph, as an attribute."""

    def __init__(self, nodes: Iterable[ExportNode], links: Iterable[ExportLink]) -> None:
        read_nodes, read_links = list(nodes), list(links)
        node_id = unique_ids((node.type, node.id) for node in read_nodes)
        link_id = unique_ids((link.type, link.properties["key"]) for link in read_links)
        self.nodes = [
            XmlNode(
                node_id[node.type, node.id],
                str(node.properties.get("name", node.id)),
                {"type": node.label, **node.properties},
            )
            for node in read_nodes
        ]
        self.links = [
            XmlLink(
                link_id[link.type, link.properties["key"]],
                link.type,
                node_id[link.start_type, link.start],
                node_id[link.end_type, link.end],
                {name: value for name, value in link.properties.items() if name != "key"},
            )
            for link in read_links
        ]


def unique_ids(named: Iterable[tuple[str, str]]) -> dict[tuple[str, str], str]:
    """For each (label, id) the id alone where nothing else has it, `label:id` where something has."""
    pairs = list(named)
    labels = {label for label, _ in pairs}
    uses = Counter(id_ for _, id_ in pairs)
    # An id that itself reads like `label:id` is written out too, or it might be another one's.
    return {
        (label, id_): id_ if uses[id_] == 1 and id_.partition(":")[0] not in labels else f"{label}:{id_}"
        for label, id_ in pairs
    }


def attribute_types(rows: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    """Name → the one type that holds every value of it: boolean, long, double or string.

    Raises TypeError for a value that no type holds."""
    found: dict[str, set[type]] = {}
    for row in rows:
        for name, value in row.items():
            found.setdefault(name, set()).add(type(value))
    return {name: _type_of(name, types) for name, types in found.items()}


def _type_of(name: str, types: set[type]) -> str:
    unknown = types - {bool, int, float, str, list}
    if unknown:
        raise TypeError(f"{name} holds {', '.join(sorted(one.__name__ for one in unknown))}, which no attribute can")
    if types == {bool}:
        return "boolean"
    if types == {int}:
        return "long"
    return "double" if types <= {int, float} else "string"


def attribute_text(value: Any) -> str:
    """A value as both formats spell it; a list, which neither has, by semicolons."""
    if isinstance(value, float) and not math.isfinite(value):
        return {math.inf: "INF", -math.inf: "-INF"}.get(value, "NaN")
    return cell_text(value)


class XmlFile:
    """XML to a file as it comes: elements one inside the other, each on a line, nothing held in memory."""

    def __init__(self, file: BinaryIO) -> None:
        self._xml = XMLGenerator(file, "utf-8", short_empty_elements=True)
        self._xml.startDocument()

    @contextmanager
    def element(self, tag: str, **attributes: str) -> Iterator[None]:
        """An element around what is written inside the `with`."""
        self._start(tag, attributes)
        self._xml.ignorableWhitespace("\n")
        yield
        self._end(tag)

    def leaf(self, tag: str, text: str = "", **attributes: str) -> None:
        """An element with text, or none."""
        self._start(tag, attributes)
        if text:
            self._xml.characters(_allowed(text))
        self._end(tag)

    def _start(self, tag: str, attributes: Mapping[str, str]) -> None:
        self._xml.startElement(tag, AttributesImpl({name: _allowed(value) for name, value in attributes.items()}))

    def _end(self, tag: str) -> None:
        self._xml.endElement(tag)
        self._xml.ignorableWhitespace("\n")


def _allowed(text: str) -> str:
    """Text without the characters that XML has no way to write."""
    return _NOT_IN_XML.sub("\ufffd", text)
