"""JSON lines: one node or link a line, nodes first; the same graph gives the same bytes."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, BinaryIO

from graph.export.format import Counts, FileFormat
from graph.export.reading import ExportLink, ExportNode
from graph.labels import SHORT_NAMES


class JsonLines(FileFormat):
    """JSON lines."""

    name = "jsonl"
    media_type = "application/jsonl"
    notes = (
        'One JSON object a line, nodes first: `{"kind": "node", "label", "id", "name", …}`, then '
        '`{"kind": "link", "type", "from", "to", "properties"}`. For programs of your own, and to compare two graphs: '
        "the same graph gives the same bytes."
    )
    by_lines = True

    def write(self, nodes: Iterable[ExportNode], links: Iterable[ExportLink], file: BinaryIO) -> Counts:
        """Write a graph to an open file."""
        written = [0, 0]
        for node in nodes:
            written[0] += _write(file, _node(node))
        for link in links:
            line = {"kind": "link", "type": link.type, "from": link.start, "to": link.end}
            written[1] += _write(file, {**line, "properties": link.properties})
        return written[0], written[1]


def _node(node: ExportNode) -> dict[str, Any]:
    properties = dict(node.properties)
    name = properties.pop("name", None) or properties.get("title") or properties.get("metric") or node.id
    line: dict[str, Any] = {"kind": "node", "label": node.label, "id": node.id, "name": name}
    if node.type in SHORT_NAMES:
        line["aliases"] = properties.pop("aliases", [])
    if "LeadSchool" in node.labels:
        line["lead"] = True
    if "kind" in properties:
        # `kind` says node or link here; that of a group or an organisation would take its place.
        line[f"{SHORT_NAMES[node.type]}_kind"] = properties.pop("kind")
    return line | properties


def _write(file: BinaryIO, line: dict[str, Any]) -> int:
    file.write(json.dumps(line, ensure_ascii=False).encode() + b"\n")
    return 1
