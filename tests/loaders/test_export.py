"""Input tables written from the graph: loading them again gives the same graph."""

from __future__ import annotations

from pathlib import Path

from graph import Store
from loaders import load_folder, shipped_folder, write_tables
from tests.conftest import Graph
from tests.graph.export.test_export import exported


def test_exporting_then_loading_gives_the_same_graph(graph: Graph, writer: Store, tmp_path: Path) -> None:
    graph.hold(shipped_folder("seeds"))
    before = exported(writer)
    write_tables(writer, tmp_path)
    graph.empty()
    reports = [load_folder(writer, tmp_path / dataset) for dataset in ("regions", "seeds")]
    assert [reject for report in reports for reject in report.rejects] == []
    assert exported(writer) == before
    graph.empty()
