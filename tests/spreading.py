"""How tests are spread over workers and ordered: by engine, then by what their graph holds."""

from __future__ import annotations

from typing import get_args

import pytest
from xdist.scheduler import LoadScopeScheduling

from graph.engines import EngineName

NAMES: tuple[EngineName, ...] = get_args(EngineName)
"""Of the engines."""
STATES = ("store", "small", "censused", "seeds", "pairings", "empty_graph")
"""Fixtures that fill the graph, or empty it, in the order that loads the least."""
ENGINES_OF_THEIR_OWN = ("tests/trust/",)
"""Tests that start their engines themselves: each file may run in any worker."""
LONGEST = (*ENGINES_OF_THEIR_OWN, "tests/loaders/test_bulk.py", "tests/test_wheel.py")
"""Of the tests that need no shared engine these come first, so that no worker is left with them in the end."""
PLACES = ("neo4j", "arcadedb", "arcadedb of the app", "")
"""Where tests run, the longest first: the workers begin with the engines, and whoever is done goes on behind them."""


class ByEngine(LoadScopeScheduling):  # type: ignore[misc]
    """One worker for all tests of an engine, so that it starts once, or twice for ArcadeDB; the others go file by file.

    The workers take them in the order of PLACES (`--no-loadscope-reorder`)."""

    def _split_scope(self, nodeid: str) -> str:
        return place_of(nodeid) or nodeid.partition("::")[0]


def place_of(nodeid: str) -> str:
    """Which of PLACES a test runs in."""
    if nodeid.startswith(ENGINES_OF_THEIR_OWN):
        return ""
    engine = engine_of(nodeid)
    return "arcadedb of the app" if engine == "arcadedb" and nodeid.startswith("tests/app/") else engine


def engine_of(nodeid: str) -> str:
    """Name of the engine that a test's parameters name; empty if they name none."""
    parameters = nodeid.partition("[")[2].rstrip("]").split("-")
    return next((name for name in parameters if name in NAMES), "")


def order_of(item: pytest.Function) -> tuple[int, bool, int]:
    """Where a test comes: by its place, what takes long first, then by what its graph holds."""
    place = place_of(item.nodeid)
    return PLACES.index(place), not place and not item.nodeid.startswith(LONGEST), state_of(item)


def without_engine(nodeid: str) -> str:
    """The test on whichever engine."""
    test, _, parameters = nodeid.partition("[")
    return "-".join((test, *(one for one in parameters.rstrip("]").split("-") if one not in NAMES)))


def state_of(item: pytest.Function) -> int:
    """Place of what a test's graph holds among STATES; a test that fills it by itself comes before those."""
    return max((place for place, fixture in enumerate(STATES, 1) if fixture in item.fixturenames), default=0)
