"""A store to load into, on each engine, and a picture of all that it holds."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

import loaders.load
from graph import Statement, Store
from loaders import LoadReport, load_folder
from tests.conftest import Graph
from tests.loaders.folders import some_regions

_loaded: dict[tuple[str, int], dict[Path, LoadReport]] = {}
"""Reports of folders that were loaded one beside the other, by engine and by how often it had been emptied."""

Picture = tuple[dict[str, Any], dict[str, Any]]
_NODES = Statement(
    "all_nodes",
    "MATCH (n) WHERE NOT n:LoadRun AND NOT n:KeptDataset AND NOT n:KeptPiece AND NOT n:HuoshuiTest "
    "RETURN labels(n) AS labels, properties(n) AS properties",
)
_LINKS = Statement(
    "all_links",
    "MATCH (a)-[r]->(b) RETURN type(r) AS type, a.id AS start, b.id AS end, properties(r) AS properties",
)


@pytest.fixture
def store(graph: Graph, writer: Store) -> Iterator[Store]:
    """A store that holds at most the shipped regions, which are slow to load again."""
    graph.hold()
    yield writer
    graph.changed()


@pytest.fixture
def load_beside(graph: Graph, writer: Store, engine: str) -> Callable[[Path], LoadReport]:
    """Loads a folder once, beside the others that are loaded so: what many tests look at needs no graph of its own."""

    def load(folder: Path) -> LoadReport:
        if (engine, graph.wiped) not in _loaded:
            graph.changed()
            graph.hold()
        beside = _loaded.setdefault((engine, graph.wiped), {})
        if folder not in beside:
            beside[folder] = load_folder(writer, folder)
            graph.changed()
        return beside[folder]

    return load


@pytest.fixture
def few_regions(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only a few regions are known to a check: to read all that ship takes seconds."""
    monkeypatch.setattr(loaders.load, "shipped_regions", some_regions)


@pytest.fixture
def picture(store: Store) -> Callable[[], Picture]:
    """All nodes by label and id and all links by key, with every label and property but the run that wrote them."""

    def take() -> Picture:
        nodes = {
            f"{row['properties']['id']} {min(row['labels'])}": {
                **row["properties"],
                "run": "",
                "labels": sorted(row["labels"]),
            }
            for row in store.read_all(_NODES)
        }
        links = {
            row["properties"]["key"]: {**row, "properties": {**row["properties"], "run": ""}}
            for row in store.read_all(_LINKS)
        }
        return nodes, links

    return take
