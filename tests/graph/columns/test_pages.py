"""Pages of lists, whose ids columns know: row by row what the engine finds without them."""

from __future__ import annotations

from typing import Any

import pytest

from graph import Store
from graph.answers import Library
from graph.columns import reading
from graph.columns.files import ColumnFiles
from graph.columns.frames import Columns
from graph.columns.pages import page_of
from graph.questions import shipped_catalogue
from graph.state import graph_state
from graph.today import today
from tests.graphs import Link, write_graph
from tests.held_graph import Graph

ASKED: tuple[tuple[str, dict[str, Any], bool], ...] = (
    ("schools", {}, True),
    ("schools", {"stage": "primary", "as_of": "2025-09-01"}, True),
    ("schools", {"region": "530124"}, True),
    ("schools", {"region": "no such"}, True),
    ("schools", {"q": "小学"}, False),
    ("groups", {}, True),
    ("groups", {"kind": "group", "region": "530000", "as_of": "any"}, True),
    ("aid_links", {}, True),
    ("aid_links", {"form": "pairing", "as_of": "any"}, True),
    ("aid_links", {"region": "530124"}, False),
    ("aid_links", {"programme": "none"}, False),
    ("organisations", {}, False),
    ("sources", {}, True),
    ("links_of_source", {"id": "seed-001"}, True),
    ("links_of_source", {"id": "regions-2026"}, True),
)
ASKED_FOR_FIRST_ROWS: tuple[tuple[str, dict[str, Any]], ...] = (
    ("new_links", {"from_day": "any", "to_day": "any"}),
    ("new_links", {"from_day": "2019-01-01", "to_day": "2022-12-31"}),
    ("links_ending", {"from_day": "any", "to_day": "any"}),
    ("links_ending", {"from_day": "2019-01-01", "to_day": "2030-12-31"}),
    ("without_ties", {}),
    ("without_ties", {"region": "530000"}),
    ("without_ties", {"label": "School"}),
    ("without_ties", {"label": "EducationGroup", "region": "411200"}),
)


def columns_of(store: Store) -> Columns:
    """The columns of what a store holds."""
    files, state = ColumnFiles(store), graph_state(store)
    files.build(state)
    columns = files.of(state)
    assert columns is not None
    return columns


@pytest.mark.parametrize(("question", "given", "is_known"), ASKED)
def test_they_hold_the_same_rows(
    seeds: Library, monkeypatch: pytest.MonkeyPatch, question: str, given: dict[str, Any], is_known: bool
) -> None:
    store = seeds.store
    whole = Library(store).ask(question, given, max_rows=5_000).rows
    monkeypatch.setattr(reading, "FROM_NODES", 0)
    columns = columns_of(store)
    asked = shipped_catalogue()[question].parameters(given, today())
    assert (page_of(columns, question, asked, 10) is not None) == is_known
    library, after = Library(store), ""
    rows: list[dict[str, Any]] = []
    while True:
        answer = library.ask(question, {**given, "after": after}, max_rows=min(7 + len(rows), 1_000))
        rows += answer.rows
        assert answer.receipt.truncated == (len(rows) < len(whole))
        if not answer.receipt.truncated:
            break
        after = str(rows[-1]["key" if "links" in question else "id"])
    assert rows == whole


@pytest.mark.parametrize(("question", "given"), ASKED_FOR_FIRST_ROWS)
def test_the_first_rows_are_the_same(
    seeds: Library, monkeypatch: pytest.MonkeyPatch, question: str, given: dict[str, Any]
) -> None:
    whole = Library(seeds.store).ask(question, given, max_rows=5_000)
    assert whole.rows
    monkeypatch.setattr(reading, "FROM_NODES", 0)
    columns = columns_of(seeds.store)
    asked = shipped_catalogue()[question].parameters(given, today())
    for most in (1, 7, 5_000):
        assert len(page_of(columns, question, asked, most) or []) == min(most, len(whole.rows))
        answer = Library(seeds.store).ask(question, given, max_rows=most)
        assert answer.rows == whole.rows[:most]
        assert answer.receipt.truncated == (len(whole.rows) > most)


def test_a_list_goes_on_though_a_load_took_away_what_stood_on_its_page(
    seeds: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "FROM_NODES", 0)
    ColumnFiles(seeds.store).build(graph_state(seeds.store))
    first = [row["id"] for row in Library(seeds.store).ask("schools", max_rows=2).rows]
    monkeypatch.setattr("graph.columns.pages.page_of", lambda *_: [*first, "school-that-went"])
    answer = Library(seeds.store).ask("schools", max_rows=2)
    assert [row["id"] for row in answer.rows] == first
    assert answer.receipt.truncated


def test_ids_that_engines_order_otherwise_are_left_to_them(empty_graph: Graph) -> None:
    """Java compares halves of a character beyond the basic plane: to it `𠮷` comes before `（`."""
    store: Store = empty_graph.writer
    write_graph(store, [Link("AIDS", "s𠮷", "s（", "aids-1")])
    columns = columns_of(store)
    asked = shipped_catalogue()["schools"].parameters({}, today())
    assert page_of(columns, "schools", asked, 10) is None
