"""Both ways to answer, on the graphs that come with Huoshui and on the one that can be counted by hand."""

from __future__ import annotations

import random
from collections.abc import Set

import pytest

from graph import Store
from graph.answers import Library
from graph.columns.questions import ON_COLUMNS
from tests.both_ways import BothWays, drawn

DAYS = ("2016-12-31", "2020-09-01", "2024-06-30", "2026-11-27")
TIMES = 3


@pytest.mark.parametrize("name", ["censused", "seeds"])
def test_columns_give_what_the_engine_gives(request: pytest.FixtureRequest, reader: object, name: str) -> None:
    store = request.getfixturevalue(name).store
    assert _compared(store, sorted(ON_COLUMNS), name) == ON_COLUMNS.keys()


@pytest.mark.parametrize("name", ["censused", "seeds"])
def test_of_many_schools_too(
    request: pytest.FixtureRequest, reader: object, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("graph.columns.coverage._FEW", 0)
    shares = {"coverage", "setting_coverage", "uncovered_schools", "balance"}
    store = request.getfixturevalue(name).store
    assert _compared(store, sorted(shares), f"many {name}") == shares


def _compared(store: Store, questions: list[str], seed: str) -> Set[str]:
    """The questions that were asked both ways, some times each with other parameters."""
    both = BothWays(store)
    library = Library(store, reading=both)
    ids = {"Region": ["530124", "530100", "530000", "411200", "341600"]}
    ids |= {"School": _some(library, "schools"), "EducationGroup": _some(library, "groups")}
    chance = random.Random(f"15 {seed}")
    for question in map(library.catalogue.__getitem__, questions):
        for _ in range(TIMES):
            library.ask(question.id, drawn(question, chance, ids, DAYS))
    return both.compared.keys()


def _some(library: Library, listed: str) -> list[str]:
    return [row["id"] for row in library.ask(listed, {"as_of": "any"}).rows[:40:4]]
