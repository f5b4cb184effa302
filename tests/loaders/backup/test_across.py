"""A backup knows no engine: what one holds the other holds, item by item."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from graph import Settings, graph_state
from loaders import load_folder
from loaders.backup.backup import KeepingOptions, backup
from loaders.backup.restore import restore
from tests.conftest import CENSUS, SMALL, open_store
from tests.held_graph import Graph, wipe
from tests.loaders.backup.conftest import everything, lasting

REPLACE = KeepingOptions(replace=True)


@pytest.mark.neo4j
@pytest.mark.parametrize("engine", ["neo4j"], indirect=True)
def test_there_and_back(
    empty_graph: Graph, engine_settings: Callable[[str], Settings], folders: tuple[Path, Path], tmp_path: Path
) -> None:
    """With regions, whose longitudes are fractions, two censuses, and datasets that differ."""
    there, back = tmp_path / "there.zip", tmp_path / "back.zip"
    with open_store(engine_settings("arcadedb")) as embedded:
        wipe(embedded)
        for folder in (SMALL, CENSUS, folders[1]):
            load_folder(embedded, folder)
        made = backup(embedded, there)
        whole, state = everything(embedded), lasting(graph_state(embedded))
        report = restore(empty_graph.writer, there, REPLACE)
        assert (everything(empty_graph.writer), lasting(graph_state(empty_graph.writer))) == (whole, state)
        assert report.changed == ()
        again = backup(empty_graph.writer, back)
        assert again.items == made.items
        assert {name: one.digest for name, one in again.datasets.items()} == {
            name: one.digest for name, one in made.datasets.items()
        }
        wipe(embedded)
        restore(embedded, back)
        assert (everything(embedded), lasting(graph_state(embedded))) == (whole, state)
        wipe(embedded)
