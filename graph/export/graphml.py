"""GraphML 1.0, as http://graphml.graphdrawing.org/xmlns has it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, BinaryIO

from graph.export.format import Counts, FileFormat
from graph.export.reading import ExportLink, ExportNode
from graph.export.xml_graph import XmlFile, XmlGraph, attribute_text, attribute_types

_NAMESPACE = "http://graphml.graphdrawing.org/xmlns"


class GraphMl(FileFormat):
    """GraphML."""

    name = "graphml"
    media_type = "application/graphml+xml"
    notes = (
        "For Cytoscape, yEd, Gephi, igraph, JGraphT and networkx. A node has its name in `label` and what it is in "
        "`type`; a link has its type in `type`."
    )
    of_networks = True

    def __init__(self, about: str = "") -> None:
        """`about` is what the file says of itself."""
        self._about = about

    def write(self, nodes: Iterable[ExportNode], links: Iterable[ExportLink], file: BinaryIO) -> Counts:
        """Write a graph to an open file."""
        network = XmlGraph(nodes, links)
        node_data = [{"label": node.label, **node.attributes} for node in network.nodes]
        link_data = [{"type": link.type, **link.attributes} for link in network.links]
        xml = XmlFile(file)
        with xml.element("graphml", xmlns=_NAMESPACE):
            if self._about:
                xml.leaf("desc", self._about)
            node_keys = _declare(xml, "node", node_data)
            link_keys = _declare(xml, "edge", link_data)
            with xml.element("graph", edgedefault="directed"):
                for node, data in zip(network.nodes, node_data, strict=True):
                    with xml.element("node", id=node.id):
                        _write_data(xml, node_keys, data)
                for link, data in zip(network.links, link_data, strict=True):
                    with xml.element("edge", id=link.id, source=link.start, target=link.end):
                        _write_data(xml, link_keys, data)
        return len(network.nodes), len(network.links)


def _declare(xml: XmlFile, for_: str, rows: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    """Declare the attributes of nodes or edges; name → key, which no attribute of the other kind has."""
    keys = {}
    for number, (name, type_) in enumerate(attribute_types(rows).items()):
        keys[name] = f"{for_}-{number}"
        xml.leaf("key", **{"id": keys[name], "for": for_, "attr.name": name, "attr.type": type_})
    return keys


def _write_data(xml: XmlFile, keys: Mapping[str, str], data: Mapping[str, Any]) -> None:
    for name, value in data.items():
        xml.leaf("data", attribute_text(value), key=keys[name])
