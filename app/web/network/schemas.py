"""Bodies of the network route."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import ConfigDict, Field

from app.web.bodies import asks
from app.web.envelope import Body, Id, Label, Name, ReceiptBody
from app.web.params import AddressQuery, Lang, documented
from graph import Subgraph
from graph.export import FORMATS, FileFormat
from graph.questions import Parameter

FILE_FORMATS = {one.name: one for one in FORMATS if isinstance(one, FileFormat) and one.of_networks}
FORMAT = Parameter(
    "format", "string", "html",
    ("JSON；带网络图和相同内容表格的页面；或供 Gephi、Cytoscape、networkx 使用的文件",
     "JSON; a page with a map and the same content as tables; or a file for Gephi, Cytoscape and networkx"),
    default="json", choices=("json", "html", *FILE_FORMATS),
)  # fmt: skip


@asks("network")
class NetworkQuery(AddressQuery):
    """Around what, how far, and in which form. As a page it passes over what others hang on its address."""

    model_config = ConfigDict(extra="ignore")

    format: Annotated[str | None, documented(FORMAT)] = None
    lang: Lang = None


class NetworkNode(Body):
    """A node of the network."""

    id: Id
    label: Label
    name: Name
    properties: dict[str, Any] = Field(description="All that is known of it; `lead` marks a lead school.")


class NetworkLink(Body):
    """A link of the network, in the direction that it is stored in."""

    key: str = Field(description="Identifier of the link.")
    type: str = Field(description="Type of the link.")
    from_: str = Field(alias="from", description="Id where it starts.")
    to: str = Field(description="Id where it ends.")
    properties: dict[str, Any] = Field(description="All that is known of it, with its evidence.")


class Network(Body):
    """Nodes and all ties among them."""

    receipt: ReceiptBody
    nodes: list[NetworkNode]
    links: list[NetworkLink]
    left_out: int = Field(description="Nodes further out that the limit cut; 0 where all are there.")
    nodes_left_out: dict[str, int] = Field(description="These by label.")
    links_left_out: dict[str, int] = Field(description="Links that one of these is an end of, by type.")


def shown_subgraph(subgraph: Subgraph) -> dict[str, Any]:
    """Nodes and links of a subgraph as the API shows them, and what it leaves out."""
    return {
        "left_out": subgraph.left_out,
        "nodes_left_out": dict(subgraph.nodes_left_out),
        "links_left_out": dict(subgraph.links_left_out),
        **shown_items(subgraph),
    }


def shown_items(subgraph: Subgraph) -> dict[str, Any]:
    """Nodes and links of a subgraph as the API shows them."""
    return {
        "nodes": [
            NetworkNode(id=node.id, label=node.label, name=node.name, properties=dict(node.properties))
            for node in subgraph.nodes
        ],
        "links": [
            NetworkLink.model_validate(
                {"key": x.key, "type": x.type, "from": x.start, "to": x.end, "properties": dict(x.properties)}
            )
            for x in subgraph.links
        ],
    }
