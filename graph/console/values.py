"""The driver's values as plain JSON: nodes and links as dicts, paths as lists, times as ISO text."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from neo4j.graph import Node, Path, Relationship
from neo4j.spatial import Point
from neo4j.time import Date, DateTime, Duration, Time

from graph.errors import AnswerTooLarge

MAX_DEPTH = 100
"""Lists and maps within each other, at most: whoever writes JSON does it by recursion."""


@dataclass(slots=True)
class Values:
    """Turns values into plain ones, and keeps the nodes and links that it met by the engine's own ids."""

    nodes: dict[str, dict[str, Any]] = field(default_factory=dict)
    links: dict[str, dict[str, Any]] = field(default_factory=dict)
    count: int = 0
    """How many values were turned, each item of a list and each property counted."""
    _depth: int = 0
    _copies: list[dict[str, Any]] = field(default_factory=list)

    def plain(self, value: Any) -> Any:
        """The value as JSON has it. What JSON lacks becomes text: NaN, times, bytes (as hexadecimal digits)."""
        self.count += 1
        match value:
            case None | bool() | int() | str():
                return value
            case float():
                return value if math.isfinite(value) else str(value)
            case Node():
                return self._node(value)
            case Relationship():
                return self._link(value)
            case Path():
                return self._path(value)
            case Date() | DateTime() | Time() | Duration():
                return value.iso_format()
            case Point():
                return {"srid": value.srid, "coordinates": [float(number) for number in value]}
            case bytes() | bytearray():
                return value.hex()
            case dict():
                with self._within():
                    return {str(key): self.plain(item) for key, item in value.items()}
            case list() | tuple():
                with self._within():
                    return [self.plain(item) for item in value]
            case _:
                return str(value)

    @contextmanager
    def _within(self) -> Iterator[None]:
        if self._depth == MAX_DEPTH:
            raise AnswerTooLarge(f"console: a value is nested deeper than {MAX_DEPTH}")
        self._depth += 1
        yield
        self._depth -= 1

    @property
    def unknown_ends(self) -> list[str]:
        """The engine's ids of the ends of links that came without their nodes."""
        ends = {end for link in self.links.values() for end in (link["from"], link["to"])}
        return sorted(ends - set(self.nodes))

    def add_end(self, engine_id: str, labels: Iterable[str], properties: Mapping[str, Any]) -> None:
        """Add a node that links end at and no row holds."""
        self._add_node(engine_id, labels, properties)

    def name_ends(self) -> None:
        """Give the ends of links the graph's own ids in place of the engine's."""
        for link in self._copies:
            for end in ("from", "to"):
                node = self.nodes.get(link[end])
                link[end] = node["id"] if node else link[end]

    def _node(self, node: Node) -> dict[str, Any]:
        return self._add_node(node.element_id, node.labels, node)

    def _add_node(self, engine_id: str, labels: Iterable[str], found: Mapping[str, Any]) -> dict[str, Any]:
        properties = {name: self.plain(value) for name, value in sorted(found.items())}
        plain = {"id": properties.get("id", engine_id), "labels": sorted(labels), "properties": properties}
        self.nodes[engine_id] = plain
        return plain

    def _link(self, link: Relationship) -> dict[str, Any]:
        properties = {name: self.plain(value) for name, value in sorted(link.items())}
        start, end = ("" if node is None else node.element_id for node in link.nodes)
        plain = {
            "key": properties.get("key", link.element_id),
            "type": link.type,
            "from": start,
            "to": end,
            "properties": properties,
        }
        self.links[link.element_id] = plain
        self._copies.append(plain)
        return plain

    def _path(self, path: Path) -> list[dict[str, Any]]:
        steps: list[dict[str, Any]] = [self._node(path.nodes[0])]
        for link, node in zip(path.relationships, path.nodes[1:], strict=True):
            steps += [self._link(link), self._node(node)]
        return steps
