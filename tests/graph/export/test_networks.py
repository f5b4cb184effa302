"""GraphML and GEXF: by the rules of the formats, and read back by networkx."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Callable
from typing import Any

import networkx as nx
import pytest

from graph.answers import Library
from graph.export import ExportLink, ExportNode, FileFormat, exported_links, exported_nodes
from graph.export.gexf import Gexf
from graph.export.graphml import GraphMl
from graph.export.xml_graph import attribute_types, unique_ids
from tests.graph.export.strict import check_gexf, check_graphml

Check = Callable[[bytes], tuple[int, int]]
Read = Callable[[io.BytesIO], "nx.MultiDiGraph[str]"]
FORMATS = pytest.mark.parametrize(
    ("format_", "check", "read", "link_type"),
    [
        (GraphMl(), check_graphml, lambda file: nx.read_graphml(file, force_multigraph=True), "type"),
        (Gexf(), check_gexf, nx.read_gexf, "link_type"),
    ],
    ids=["graphml", "gexf"],
)


def node(label: str, id_: str, **properties: Any) -> ExportNode:
    return ExportNode(label, label, (label,), id_, properties)


def link(type_: str, key: str, start: ExportNode, end: ExportNode, /, **properties: Any) -> ExportLink:
    return ExportLink(type_, start.id, start.type, end.id, end.type, {"key": key, **properties})


def written(format_: FileFormat, nodes: list[ExportNode], links: list[ExportLink]) -> bytes:
    file = io.BytesIO()
    assert format_.write(nodes, links, file) == (len(nodes), len(links))
    return file.getvalue()


@FORMATS
def test_every_link_keeps_its_type(
    seeds: Library, format_: FileFormat, check: Check, read: Read, link_type: str
) -> None:
    nodes, links = list(exported_nodes(seeds.store)), list(exported_links(seeds.store))
    data = written(format_, nodes, links)
    assert check(data) == (len(nodes), len(links))
    network = read(io.BytesIO(data))
    types = Counter(data[link_type] for _, _, data in network.edges(data=True))
    assert types == Counter(one.type for one in links)
    assert network.nodes["530124"]["label"] == "富民县"
    assert network.nodes["530124"]["type"] == "County"
    assert network.number_of_edges() == len(links)


@FORMATS
def test_what_has_one_id_under_two_labels_is_two_nodes(
    format_: FileFormat, check: Check, read: Read, link_type: str
) -> None:
    source, school, other = (
        node("Source", "1001", title="A list"),
        node("School", "1001", name="锦江小学"),
        node("School", "1002", name="青羊小学"),
    )
    data = written(format_, [source, school, other], [link("AIDS", "k", school, other)])
    assert check(data) == (3, 1)
    network = read(io.BytesIO(data))
    assert {id_: (held["type"], held["label"]) for id_, held in network.nodes(data=True)} == {
        "Source:1001": ("Source", "1001"),
        "School:1001": ("School", "锦江小学"),
        "1002": ("School", "青羊小学"),
    }
    assert [(start, end) for start, end, *_ in network.edges] == [("School:1001", "1002")]


@FORMATS
def test_values_of_mixed_type_are_declared_with_a_type_that_holds_them_all(
    format_: FileFormat, check: Check, read: Read, link_type: str
) -> None:
    one, two = node("School", "1", value=3, since="2020", lead=True), node("School", "2", value=0.5, since=2021)
    links = [
        link("AIDS", "k", one, two, since=2020, source_ids=["a", "b"], start=1, weight=2, label="x"),
        link("LEADS", "k", one, two, since="2021", entailed=False),
    ]
    data = written(format_, [one, two], links)
    assert check(data) == (2, 2)
    network = read(io.BytesIO(data))
    assert [network.nodes[id_]["value"] for id_ in "12"] == [3.0, 0.5]
    assert [network.nodes[id_]["since"] for id_ in "12"] == ["2020", "2021"]
    assert network.nodes["1"]["lead"] is True
    edges = {held[link_type]: held for *_, held in network.edges(data=True)}
    assert (edges["AIDS"]["since"], edges["AIDS"]["source_ids"], edges["LEADS"]["entailed"]) == ("2020", "a;b", False)


@FORMATS
def test_hostile_text_stays_text(format_: FileFormat, check: Check, read: Read, link_type: str) -> None:
    name = "\u0000<学校> & \"x\" 'y' ]]> 🏫\u000b"
    data = written(format_, [node("School", "<a&b>", name=name)], [])
    assert check(data) == (1, 0)
    assert read(io.BytesIO(data)).nodes["<a&b>"]["label"] == "\ufffd<学校> & \"x\" 'y' ]]> 🏫\ufffd"


def test_an_id_that_reads_like_one_with_its_label_is_nobody_elses() -> None:
    pairs = [("Source", "1"), ("School", "1"), ("Source", "School:1"), ("School", "2")]
    ids = unique_ids(pairs)
    assert len(set(ids.values())) == 4
    assert ids["School", "2"] == "2"


def test_each_attribute_has_the_narrowest_type_that_holds_all_its_values() -> None:
    rows: list[dict[str, Any]] = [{"b": True, "i": 1, "f": 1, "s": 1, "l": ["x"]}, {"f": 0.5, "s": True}]
    assert attribute_types(rows) == {"b": "boolean", "i": "long", "f": "double", "s": "string", "l": "string"}


def test_a_value_that_no_attribute_holds_raises() -> None:
    with pytest.raises(TypeError, match="since holds set"):
        attribute_types([{"since": {1}}])
