"""Maps as files: each holds what is shown and nothing else, and says what it rests on."""

from __future__ import annotations

import csv
import io
import json

import networkx as nx
import pypdfium2
import pytest

from app.map_files import MAP_FORMATS
from app.maps.limit import link_id
from graph.subgraph import Subgraph, SubgraphLink, SubgraphNode
from tests.app.maps.contents import content_of
from tests.app.maps.test_page import HOSTILE

STARTS = {
    "html": b"<!DOCTYPE html>", "png": b"\x89PNG", "svg": b"<?xml", "pdf": b"%PDF-1.7",
    "csv": b"\xef\xbb\xbfrow,", "json": b"{", "graphml": b"<?xml", "gexf": b"<?xml",
}  # fmt: skip


def text_of(name: str, file: bytes) -> str:
    """What a file says, in words."""
    if name == "pdf":
        document = pypdfium2.PdfDocument(io.BytesIO(file))
        return f"{document.get_metadata_dict()['Keywords']} {document[0].get_textpage().get_text_range()}"
    return file.decode("utf-8", "ignore")


def rows_of(file: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(file.decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize("name", MAP_FORMATS)
def test_every_file_is_of_its_kind_and_says_what_it_rests_on(town: Subgraph, name: str) -> None:
    file = MAP_FORMATS[name].write(content_of(town))
    assert file.startswith(STARTS[name])
    told = text_of(name, file)
    for fact in ("镇上的集团", "2024-09-01", "v42", "https://example.org/maps?focus=g1"):
        assert fact in told, fact
    if name != "html":
        for fact in ("报道 1", "CC BY 4.0"):
            assert fact in told, fact


@pytest.mark.parametrize("name", MAP_FORMATS)
def test_what_is_hidden_is_in_no_file(town: Subgraph, name: str) -> None:
    content = content_of(town, hidden={"c", *(link_id(link) for link in town.links if link.type == "PAIRED_WITH")})
    told = text_of(name, MAP_FORMATS[name].write(content))
    assert "富民县第二中学" not in told
    assert "PAIRED_WITH" not in told


@pytest.mark.parametrize("name", MAP_FORMATS)
def test_hostile_names_break_no_file(name: str) -> None:
    nodes = [SubgraphNode(name, "School", name) for name in [*HOSTILE, "x" * 500, "a\nb"]]
    links = [SubgraphLink(node.id, "AIDS", node.id, HOSTILE[0], {"form": node.name}) for node in nodes]
    assert MAP_FORMATS[name].write(content_of(Subgraph(nodes, links, focus=HOSTILE[0]), title=HOSTILE[0]))


def test_a_csv_has_the_rows_of_the_tables(town: Subgraph) -> None:
    rows = rows_of(MAP_FORMATS["csv"].write(content_of(town)))
    links = [row for row in rows if row["row"] == "link"]
    assert len(links) == len(town.links)
    aid = next(row for row in links if row["id"] == "2")
    assert (aid["from_name"], aid["to_name"], aid["form"], aid["since"]) == (
        "昆明市第一中学", "富民县第一中学", "trusteeship", "2020-09",
    )  # fmt: skip
    assert aid["source_ids"] == "seed-000;seed-004"
    assert {row["id"] for row in rows if row["row"] == "node"} == {node.id for node in town.nodes}


def test_no_cell_of_a_csv_is_a_formula() -> None:
    nodes = [SubgraphNode(id_, "School", name) for id_, name in (("a", "=HYPERLINK(1)"), ("b", "@SUM(1)"))]
    file = MAP_FORMATS["csv"].write(content_of(Subgraph(nodes, [SubgraphLink("1", "AIDS", "a", "b")]), title="-2+3"))
    rows = rows_of(file)
    assert [row["name"] for row in rows if row["row"] == "node"] == ["'=HYPERLINK(1)", "'@SUM(1)"]
    assert not [cell for row in rows for cell in row.values() if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]


def test_json_is_the_body_of_a_network(town: Subgraph) -> None:
    body = json.loads(MAP_FORMATS["json"].write(content_of(town)))
    assert {node["id"] for node in body["nodes"]} == {node.id for node in town.nodes}
    assert len(body["links"]) == len(town.links)
    assert body["receipt"]["graph_version"] == "v42"
    assert body["sources"][0]["licence"] == "CC BY 4.0"


@pytest.mark.parametrize(("name", "read"), [("graphml", nx.read_graphml), ("gexf", nx.read_gexf)])
def test_files_for_networks_can_be_read(town: Subgraph, name: str, read: type) -> None:
    network = read(io.BytesIO(MAP_FORMATS[name].write(content_of(town))))
    assert set(network.nodes) == {node.id for node in town.nodes}
    assert network.number_of_edges() == len(town.links)
