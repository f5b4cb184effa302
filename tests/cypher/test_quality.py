"""What the graph says of its own quality."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph import Statement, Store
from graph.answers import Library
from loaders import shipped_folder
from tests.conftest import SMALL, Graph
from tests.graphs import Link, write_graph


def test_undated_ties_by_type(small: Library) -> None:
    """Undated: the campus, b1 leads g2 and is in it, a7 in g1, and the training of b2 by b1."""
    assert small.ask("undated_links").rows == [
        {"type": "AIDS", "undated": 1, "total": 5},
        {"type": "CAMPUS_OF", "undated": 1, "total": 1},
        {"type": "LEADS", "undated": 1, "total": 2},
        {"type": "MANAGES", "undated": 0, "total": 1},
        {"type": "MEMBER_OF", "undated": 2, "total": 8},
        {"type": "PAIRED_WITH", "undated": 0, "total": 1},
        {"type": "SPUN_OFF_FROM", "undated": 0, "total": 1},
    ]


@pytest.mark.parametrize("folder", [SMALL, shipped_folder("seeds")], ids=lambda folder: folder.name)
def test_every_link_of_a_loaded_dataset_has_its_evidence(folder: Path, graph: Graph, reader: Store) -> None:
    graph.hold(folder)
    assert Library(reader).ask("links_without_evidence").rows == []


def test_links_without_evidence_are_found(empty_graph: Graph) -> None:
    """Only the first is as it should be; an empty list and no list are the same fault."""
    links = [
        Link("AIDS", "s1", "s2", "aids-1"),
        Link("AIDS", "s1", "s2", "aids-2", properties={"source_ids": [], "locators": []}),
        Link("AIDS", "s1", "s2", "aids-3", properties={"source_ids": None, "locators": None}),
        Link("AIDS", "s1", "s2", "aids-4", properties={"locators": []}),
        Link("AIDS", "s1", "s2", "aids-5", properties={"source_ids": ["made-1", "made-2"], "locators": ["L1", "L2"]}),
        Link("LOCATED_IN", "s1", "r1", "located-in-1", properties={"source_ids": None}),
    ]
    write_graph(empty_graph.writer, links)
    empty_graph.writer.write(Statement("source", "CREATE (:Source {id: 'made-1'})"))
    rows = Library(empty_graph.writer).ask("links_without_evidence").rows
    assert [(row["key"], row["type"], row["problem"]) for row in rows] == [
        ("aids-2", "AIDS", "no source"),
        ("aids-3", "AIDS", "no source"),
        ("aids-4", "AIDS", "no locator for a source"),
        ("aids-5", "AIDS", "unknown source"),
        ("located-in-1", "LOCATED_IN", "no source"),
    ]
    assert {row["dataset"] for row in rows} == {"made"}


def test_a_graph_without_any_source_has_links_without_evidence(empty_graph: Graph) -> None:
    write_graph(empty_graph.writer, [Link("AIDS", "s1", "s2", "aids-1")])
    rows = Library(empty_graph.writer).ask("links_without_evidence").rows
    assert [(row["key"], row["problem"]) for row in rows] == [("aids-1", "unknown source")]
