"""What the specifications of GraphML 1.0 and GEXF 1.2 ask of a file, as validating readers check it."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Callable, Iterable

GRAPHML = "{http://graphml.graphdrawing.org/xmlns}"
GEXF = "{http://www.gexf.net/1.2draft}"
GRAPHML_TYPES = {"boolean", "int", "long", "float", "double", "string"}
GEXF_TYPES = {"integer", "long", "double", "float", "boolean", "liststring", "string", "anyURI"}
READ: dict[str, Callable[[str], object]] = {
    "boolean": lambda text: {"true": True, "false": False}[text],
    "long": int,
    "double": float,
    "string": str,
}


def once(values: Iterable[str | None]) -> set[str | None]:
    """The values, each of which is there, and there once."""
    count = Counter(values)
    assert None not in count
    assert [value for value, times in count.items() if times > 1] == []
    return set(count)


def check_graphml(data: bytes) -> tuple[int, int]:
    """Nodes and edges of a file that every reader of GraphML takes."""
    root = ET.fromstring(data)
    assert root.tag == f"{GRAPHML}graphml"
    keys = {key.get("id"): key for key in root.findall(f"{GRAPHML}key")}
    once(key.get("id") for key in root.findall(f"{GRAPHML}key"))
    once(f"{key.get('for')} {key.get('attr.name')}" for key in keys.values())
    assert {key.get("attr.type") for key in keys.values()} <= GRAPHML_TYPES
    (graph,) = root.findall(f"{GRAPHML}graph")
    assert graph.get("edgedefault") == "directed"
    nodes, edges = graph.findall(f"{GRAPHML}node"), graph.findall(f"{GRAPHML}edge")
    ids = once(node.get("id") for node in nodes)
    once(edge.get("id") for edge in edges)
    assert {edge.get(end) for edge in edges for end in ("source", "target")} <= ids
    for for_, elements in (("node", nodes), ("edge", edges)):
        for element in elements:
            once(held.get("key") for held in element)
            for held in element:
                key = keys[held.get("key")]
                assert key.get("for") == for_
                READ[str(key.get("attr.type"))](held.text or "")
    return len(nodes), len(edges)


def check_gexf(data: bytes) -> tuple[int, int]:
    """Nodes and edges of a file that every reader of GEXF takes."""
    root = ET.fromstring(data)
    assert (root.tag, root.get("version")) == (f"{GEXF}gexf", "1.2")
    (graph,) = root.findall(f"{GEXF}graph")
    assert graph.get("defaultedgetype") == "directed"
    nodes, edges = graph.findall(f"{GEXF}nodes/{GEXF}node"), graph.findall(f"{GEXF}edges/{GEXF}edge")
    ids = once(node.get("id") for node in nodes)
    once(edge.get("id") for edge in edges)
    assert all(node.get("label") is not None for node in nodes)
    assert {edge.get("type", "directed") for edge in edges} <= {"directed", "undirected", "mutual"}
    assert {edge.get(end) for edge in edges for end in ("source", "target")} <= ids
    for class_, elements in (("node", nodes), ("edge", edges)):
        declared = graph.findall(f"{GEXF}attributes[@class='{class_}']/{GEXF}attribute")
        once(attribute.get("id") for attribute in declared)
        once(attribute.get("title") for attribute in declared)
        types = {attribute.get("id"): str(attribute.get("type")) for attribute in declared}
        assert set(types.values()) <= GEXF_TYPES
        for element in elements:
            values = element.findall(f"{GEXF}attvalues/{GEXF}attvalue")
            once(value.get("for") for value in values)
            for value in values:
                READ[types[value.get("for")]](str(value.get("value")))
    return len(nodes), len(edges)
