"""A store to load into, on each engine, and a picture of all that it holds."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import polars as pl
import pytest

import loaders.load
from graph import Statement, Store
from loaders import LoadReport, load_folder, shipped_folder
from loaders.datasets import REGIONS_DATASET
from loaders.places import Places
from loaders.read_dataset import read_dataset
from loaders.said import PackedDataset
from tests.conftest import SMALL
from tests.held_graph import Graph
from tests.loaders.folders import some_regions

_loaded: dict[tuple[str, int], dict[Path, LoadReport]] = {}
"""Reports of folders that were loaded one beside the other, by engine and by how often it had been emptied."""

WHERE_TESTS_ARE = ("11", "15", "22", "41", "43", "50", "51", "53")
"""Codes of the provinces whose counties tests of loads name."""
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


@pytest.fixture(scope="session")
def fewer_regions(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped regions, but of the counties only those that tests name, or that lie beside them."""
    whole, fewer = shipped_folder(REGIONS_DATASET), tmp_path_factory.mktemp("fewer") / REGIONS_DATASET
    shutil.copytree(whole, fewer, ignore=shutil.ignore_patterns("former*"))
    regions = pl.read_csv(whole / "regions.csv", infer_schema=False)
    named = pl.col("id").str.starts_with
    kept = pl.any_horizontal(pl.col("id").str.ends_with("00"), *map(named, WHERE_TESTS_ARE))
    regions.filter(kept).write_csv(fewer / "regions.csv")
    return fewer


@pytest.fixture(scope="session")
def said_of_fewer(fewer_regions: Path) -> PackedDataset:
    return PackedDataset.of(read_dataset(fewer_regions, None, Places(), lambda *_progress: None).said)


@pytest.fixture
def with_fewer_regions(fewer_regions: Path, said_of_fewer: PackedDataset) -> Iterator[None]:
    """Loads of this process take these for the shipped regions: most of a small load is theirs."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            loaders.load,
            "shipped_folder",
            lambda name: fewer_regions if name == REGIONS_DATASET else shipped_folder(name),
        )
        patch.setattr(loaders.load, "shipped_said", lambda: said_of_fewer)
        yield


@pytest.fixture
def store(graph: Graph, writer: Store, with_fewer_regions: None) -> Iterator[Store]:
    """A store that holds at most some shipped regions, which are slow to load again."""
    graph.hold()
    yield writer
    graph.changed()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The folder that can be counted by hand, to be changed."""
    return shutil.copytree(SMALL, tmp_path / "small")


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
