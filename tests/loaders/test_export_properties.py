"""What any folder of dirty tables puts into the graph comes back from its export."""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings

from graph import Store
from loaders import LoadReport, load_folder
from tests.engine_choice import on_arcadedb
from tests.graph.export.test_export import exported
from tests.held_graph import Graph
from tests.loaders.dirty_folders import ANY, COLUMNS, OPTIONS, Folder, Row, csv_text, made_folder
from tests.loaders.folders import REGIONS
from tests.loaders.test_export import written


def _with_regions(tables: Folder) -> Folder:
    """The tables with a few regions of their own, so that no load brings in those that ship."""
    header: Row = tuple(COLUMNS["regions"])
    own = [tuple({"id": id_, "name": name, "parent": above or ""}.get(one, "") for one in header)
           for id_, name, above in REGIONS]  # fmt: skip
    evidence = [(*row[:-2], "rep", "L1") for row in own]
    return {**tables, "regions": [header, *evidence, *tables.get("regions", [header])[1:]]}


def _told(report: LoadReport) -> Counter[tuple[str, str]]:
    """Columns and values of rejects."""
    return Counter((reject.column, reject.value) for reject in report.rejects)


@pytest.mark.long
@on_arcadedb
def test_exporting_any_folder_then_loading_gives_the_same_graph(
    empty_graph: Graph, writer: Store, sized: Callable[[int, int], int]
) -> None:
    @settings(OPTIONS, max_examples=sized(3, 200))
    @given(given=ANY)
    def check(given: Folder) -> None:
        empty_graph.empty()
        with made_folder(**{name: csv_text(rows).encode() for name, rows in _with_regions(given).items()}) as folder:
            first = load_folder(writer, folder)
        before = exported(writer)
        with tempfile.TemporaryDirectory(prefix="out") as out:
            written(writer, Path(out))
            empty_graph.empty()
            again = load_folder(writer, Path(out) / folder.name)
        # Rows that wait are exported, too, and wait again; those with a fault are not kept.
        assert _told(again) <= _told(first)
        assert exported(writer) == before

    check()
