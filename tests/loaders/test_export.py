"""Input tables written from the graph: loading them again gives the same graph."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from graph import Store
from graph.export.csv_table import cell_text
from loaders import export, load_folder, shipped_folder
from loaders.cells import parse_number
from tests.graph.export.test_export import exported
from tests.held_graph import Graph
from tests.loaders import folders

FIGURES = "subject,metric,value,source,locator\n530124,share,0.00005,rep,L1\n530124,ratio,5E-05,rep,L2\n"


def written(store: Store, folder: Path) -> None:
    export.InputTables().write(store, folder)


def test_exporting_then_loading_gives_the_same_graph(graph: Graph, writer: Store, tmp_path: Path) -> None:
    graph.hold(shipped_folder("seeds"))
    before = exported(writer)
    written(writer, tmp_path)
    graph.empty()
    reports = [load_folder(writer, tmp_path / dataset) for dataset in ("regions", "seeds")]
    assert [reject for report in reports for reject in report.rejects] == []
    assert exported(writer) == before
    graph.changed()


@pytest.mark.parametrize("value", [0.00005, -0.00005, 1e-25, 123456789012345.0, 0.1, 3.0, -2.5, 0.0])
def test_a_number_is_written_as_people_write_it_and_read_as_it_was(value: float) -> None:
    text = cell_text(value)
    assert re.fullmatch(r"-?\d+(\.\d+)?", text)
    assert parse_number(text) == value


def test_small_figures_come_back_as_they_were(store: Store, tmp_path: Path) -> None:
    before = load_folder(store, figures := folders.write_tables(tmp_path / "figures", indicators=FIGURES))
    written(store, tmp_path / "out")
    assert "0.00005" in (tmp_path / "out" / figures.name / "indicators.csv").read_text("utf-8")
    again = load_folder(store, tmp_path / "out" / figures.name)
    assert again.rejects == before.rejects == []
    assert again.graph_version == before.graph_version
