"""A small country of its own, so that a graph is loaded, backed up and restored in a second."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from graph import Statement, Store
from graph.state import GraphState
from loaders import load_folder
from tests.held_graph import Graph
from tests.loaders.folders import write_tables

REGIONS = """id,name,level,source,locator
530000,云南省,province,rep,1
530100,昆明市,prefecture,rep,2
530124,富民县,county,rep,3
"""
SCHOOLS = """id,name,region,aliases,stages,students,since,until,source,locator
a1,甲校,530124,甲小;甲中心小学,小学;初中,1200,2001-09,,rep,L1
b1,乙校,530124,,小学,约300,,2024,rep,L2
c1,丙校,530124,,,,,,rep,L3
"""
GROUPS = "id,name,region,lead,source,locator\ng1,甲集团,530124,a1,rep,L4\n"
MEMBERS = "group,school,role,since,source,locator\ng1,b1,member,2020,rep,L5\n"
AID = """helper,helped,relation,form,lessons,source,locator
a1,c1,aids,joint,7,rep,L6
甲校,丁校@530124,aids,joint,,rep,L7
"""
OTHER = "id,name,region,students,source,locator\na1,甲校,530124,1300,two,P1\nd1,丁校,530124,80,two,P2\n"
Everything = tuple[list[str], list[str]]


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path]:
    """Two datasets that differ about one school; a row of the first waits for what the second brings."""
    first = write_tables(
        tmp_path / "first", regions=REGIONS, schools=SCHOOLS, groups=GROUPS, members=MEMBERS, aid_links=AID
    )
    second = write_tables(tmp_path / "second", sources="id,title\ntwo,Second\n", schools=OTHER)
    return first, second


@pytest.fixture
def store(empty_graph: Graph) -> Store:
    """A store that holds nothing."""
    return empty_graph.writer


@pytest.fixture(scope="session")
def whole_before() -> dict[str, Everything]:
    """What each engine held once both datasets were loaded."""
    return {}


@pytest.fixture
def loaded(
    graph: Graph, engine: str, folders: tuple[Path, Path], whole_before: dict[str, Everything]
) -> Iterator[tuple[Path, Path]]:
    """Both datasets are loaded, the first one twice; not again where the test before left the graph as it was."""
    store = graph.writer
    if everything(store) != whole_before.get(engine):
        graph.empty()
        for folder in (folders[0], *folders):
            load_folder(store, folder)
        whole_before[engine] = everything(store)
    yield folders
    graph.changed()


def everything(store: Store) -> Everything:
    """All that the database holds, every label and property with its type, but for when it was last said what it is.

    Of an item's run only that there is one."""
    nodes = store.read_all(
        Statement("nodes", "MATCH (n) WHERE NOT n:HuoshuiTest RETURN labels(n) AS l, properties(n) AS p")
    )
    links = store.read_all(
        Statement("links", "MATCH (a)-[r]->(b) RETURN type(r) AS t, a.id AS a, b.id AS b, properties(r) AS p")
    )
    return sorted(map(_text, nodes)), sorted(map(_text, links))


def lasting(state: GraphState) -> GraphState:
    """A state but for when it was last said: a graph that comes back is in another state than it was before."""
    return replace(state, datasets=tuple(replace(one, settled=None) for one in state.datasets))


def _text(row: dict[str, Any]) -> str:
    told = {name: value for name, value in row["p"].items() if name not in ("process", "settled")}
    properties = {name: value for name, value in told.items() if value is not None}
    if not {"KeptDataset", "KeptPiece"} & set(row.get("l", ())):
        properties["run"] = "run" in properties
    return json.dumps({**row, "p": properties, "l": sorted(row.get("l", ()))}, ensure_ascii=False, sort_keys=True)
