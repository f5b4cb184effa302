"""GEXF 1.2, as https://gexf.net has it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, BinaryIO

from graph.export.format import Counts, FileFormat
from graph.export.reading import ExportLink, ExportNode
from graph.export.xml_graph import XmlFile, XmlGraph, attribute_text, attribute_types

_NAMESPACE = "http://www.gexf.net/1.2draft"


class Gexf(FileFormat):
    """GEXF."""

    name = "gexf"
    media_type = "application/gexf+xml"
    notes = (
        "For Gephi, gephi-lite, sigma.js and networkx. A node has its name as label and what it is in `type`; a link "
        "has its type as label and in `link_type`, since GEXF's own `type` only says whether an edge has a direction."
    )
    of_networks = True

    def __init__(self, about: str = "") -> None:
        """`about` is what the file says of itself."""
        self._about = about

    def write(self, nodes: Iterable[ExportNode], links: Iterable[ExportLink], file: BinaryIO) -> Counts:
        """Write a graph to an open file."""
        network = XmlGraph(nodes, links)
        xml = XmlFile(file)
        with xml.element("gexf", xmlns=_NAMESPACE, version="1.2"):
            if self._about:
                with xml.element("meta"):
                    xml.leaf("description", self._about)
            with xml.element("graph", mode="static", defaultedgetype="directed"):
                _write_network(xml, network)
        return len(network.nodes), len(network.links)


def _write_network(xml: XmlFile, network: XmlGraph) -> None:
    link_data = [{"link_type": link.type, **link.attributes} for link in network.links]
    node_keys = _declare(xml, "node", [node.attributes for node in network.nodes])
    link_keys = _declare(xml, "edge", link_data)
    with xml.element("nodes"):
        for node in network.nodes:
            with xml.element("node", id=node.id, label=node.label):
                _write_data(xml, node_keys, node.attributes)
    with xml.element("edges"):
        for link, data in zip(network.links, link_data, strict=True):
            ends = {"source": link.start, "target": link.end}
            with xml.element("edge", id=link.id, type="directed", label=link.type, **ends):
                _write_data(xml, link_keys, data)


def _declare(xml: XmlFile, class_: str, rows: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    """Declare the attributes of nodes or edges; title → id, of which each class has its own."""
    keys = {}
    with xml.element("attributes", **{"class": class_, "mode": "static"}):
        for number, (name, type_) in enumerate(attribute_types(rows).items()):
            keys[name] = f"{class_}-{number}"
            xml.leaf("attribute", id=keys[name], title=name, type=type_)
    return keys


def _write_data(xml: XmlFile, keys: Mapping[str, str], data: Mapping[str, Any]) -> None:
    if data:
        with xml.element("attvalues"):
            for name, value in data.items():
                xml.leaf("attvalue", **{"for": keys[name], "value": attribute_text(value)})
