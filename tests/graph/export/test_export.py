"""Exports of the whole graph: every node and link once, in an order that is always the same."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from graph import Store
from graph.answers import Library
from graph.export import exported_links, exported_nodes, neo4j_admin
from graph.export.gexf import Gexf
from graph.export.graphml import GraphMl
from graph.export.jsonl import JsonLines
from graph.export.neo4j_admin import Neo4jAdmin
from graph.model import LINK_TYPE, NODE_TYPE, Kind
from loaders import load_folder, shipped_folder
from tests.graphs import Link, write_graph
from tests.held_graph import Graph


def exported(store: Store) -> str:
    file = io.BytesIO()
    JsonLines().write(exported_nodes(store), exported_links(store), file)
    return file.getvalue().decode()


def lines(store: Store) -> list[dict[str, Any]]:
    return [json.loads(line) for line in exported(store).splitlines()]


def test_jsonl_holds_the_reports(seeds: Library) -> None:
    everything = lines(seeds.store)
    nodes = {line["id"]: line for line in everything if line["kind"] == "node"}
    links = [line for line in everything if line["kind"] == "link"]
    school = next(node for node in nodes.values() if node["name"] == "昆明市第三中学")
    assert school["label"] == "School"
    assert school["aliases"] == ["昆三中"]
    assert nodes["530100"]["label"] == "Prefecture"
    assert nodes["530000"]["label"] == "Province"
    assert nodes["x-430100-xiangjiang"]["label"] == "County"
    aid = next(link for link in links if link["from"] == "530102" and link["to"] == "530124")
    assert aid["type"] == "AIDS"
    assert aid["properties"]["students_exchanged"] == 43
    assert aid["properties"]["teachers_received"] == 164
    assert aid["properties"]["since"] == "2020-09"
    assert all(link["from"] in nodes and link["to"] in nodes for link in links)
    community = next(node for node in nodes.values() if node["name"] == "三门峡市第二小学城乡教育共同体")
    assert (community["kind"], community["label"], community["group_kind"]) == ("node", "EducationGroup", "community")


def test_a_graph_of_many_pieces_is_exported_in_the_same_order(seeds: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    """Put in order at once, a country takes more memory than an engine gives a reader."""
    whole = exported(seeds.store)
    monkeypatch.setattr("graph.pieces._PIECE", 100)
    assert exported(seeds.store) == whole


def test_organisations_and_observed_days_are_in_every_format(empty_graph: Graph, tmp_path: Path) -> None:
    links = [
        Link("AIDS", "o1", "s1", "aids-1", properties={"observed": ["2023", "2024-09"]}),
        Link("LEADS", "o1", "g1", "leads-1"),
    ]
    write_graph(empty_graph.writer, links, o1={"name": "某大学", "kind": "university"}, g1={"kind": "alliance"})
    store = empty_graph.writer
    nodes = {line["id"]: line for line in lines(store) if line["kind"] == "node"}
    assert (nodes["o1"]["label"], nodes["o1"]["organisation_kind"], nodes["o1"]["aliases"]) == (
        "Organisation",
        "university",
        [],
    )
    assert nodes["g1"]["group_kind"] == "alliance"
    (aid,) = (line for line in lines(store) if line.get("type") == "AIDS")
    assert aid["properties"]["observed"] == ["2023", "2024-09"]
    for format_ in (GraphMl(), Gexf()):
        file = io.BytesIO()
        format_.write(exported_nodes(store), exported_links(store), file)
        assert "2023;2024-09" in file.getvalue().decode()
    Neo4jAdmin().write(exported_nodes(store), exported_links(store), tmp_path)
    (row,) = csv.DictReader((tmp_path / "links_AIDS_Organisation_School.csv").read_text("utf-8").splitlines())
    assert row["observed:string[]"] == "2023;2024-09"


def test_every_link_has_evidence_that_is_in_the_graph(seeds: Library) -> None:
    everything = lines(seeds.store)
    sources = {line["id"] for line in everything if line.get("label") == "Source"}
    for link in (line for line in everything if line["kind"] == "link"):
        assert link["type"] in LINK_TYPE
        cited = link["properties"]["source_ids"]
        assert cited
        assert set(cited) <= sources
        assert len(link["properties"]["locators"]) == len(cited)


def test_loading_again_exports_the_same_bytes(seeds: Library, writer: Store) -> None:
    before = exported(seeds.store)
    load_folder(writer, shipped_folder("seeds"))
    assert exported(seeds.store) == before


def test_neo4j_admin_tables_have_typed_headers(seeds: Library, tmp_path: Path) -> None:
    nodes, links = Neo4jAdmin().write(exported_nodes(seeds.store), exported_links(seeds.store), tmp_path)
    rows = {path.name: list(csv.reader(path.read_text("utf-8").splitlines())) for path in tmp_path.iterdir()}
    assert sum(len(table) - 1 for name, table in rows.items() if name.startswith("nodes_")) == nodes
    assert sum(len(table) - 1 for name, table in rows.items() if name.startswith("links_")) == links
    assert rows["nodes_School.csv"][0][:3] == ["id:ID(School)", ":LABEL", "name:string"]
    assert "students:long" in rows["nodes_School.csv"][0]
    assert rows["links_AIDS_Region_School.csv"][0][:3] == [":START_ID(Region)", ":END_ID(School)", ":TYPE"]
    assert {name.removeprefix("nodes_").removesuffix(".csv") for name in rows if name.startswith("nodes_")} <= set(
        NODE_TYPE
    )


def test_every_kind_of_the_model_has_a_type_in_neo4j_admins_headers() -> None:
    assert set(neo4j_admin._TYPES) == set(Kind)
