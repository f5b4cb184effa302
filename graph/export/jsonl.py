"""JSON lines: one node or link a line, nodes first; the same graph gives the same bytes."""

from __future__ import annotations

import json
from typing import Any, TextIO

from graph.export.reading import ExportNode, exported_links, exported_nodes
from graph.store import Store

_NAMED = {"School", "EducationGroup", "Region"}


def write_jsonl(store: Store, file: TextIO) -> tuple[int, int]:
    """Write the graph to an open text file and return the numbers of nodes and links."""
    nodes = links = 0
    for node in exported_nodes(store):
        nodes += _write(file, _node(node))
    for link in exported_links(store):
        line = {"kind": "link", "type": link.type, "from": link.start, "to": link.end, "properties": link.properties}
        links += _write(file, line)
    return nodes, links


def _node(node: ExportNode) -> dict[str, Any]:
    properties = dict(node.properties)
    name = properties.pop("name", None) or properties.get("title") or properties.get("metric") or node.id
    line: dict[str, Any] = {"kind": "node", "label": node.label, "id": node.id, "name": name}
    if node.type in _NAMED:
        line["aliases"] = properties.pop("aliases", [])
    if "LeadSchool" in node.labels:
        line["lead"] = True
    if "kind" in properties:
        # `kind` says node or link here; a group's own kind would take its place.
        line["group_kind"] = properties.pop("kind")
    return line | properties


def _write(file: TextIO, line: dict[str, Any]) -> int:
    file.write(json.dumps(line, ensure_ascii=False))
    file.write("\n")
    return 1
