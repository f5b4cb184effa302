"""docs/cypher.md: each of its statements gives what the page says, in the console, on both engines."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing

import pytest

from app.cypher_document import WorkedStatement, cypher_page, worked_statements
from graph import Store
from graph.answers import Library
from graph.console import Console
from graph.model import LINK_TYPES, NODE_TYPES


@pytest.fixture(scope="module")
def console(reader: Store) -> Iterator[Console]:
    with closing(Console(reader)) as console:
        yield console


@pytest.mark.parametrize("one", worked_statements(), ids=lambda one: one.title[1].replace(" ", "_"))
def test_a_statement_gives_what_the_page_says(seeds: Library, console: Console, one: WorkedStatement) -> None:
    answer = console.run(one.cypher, one.parameters, client="me")
    assert list(answer.columns) == one.columns
    assert answer.rows == one.answer
    assert not answer.truncated


def test_there_are_a_dozen_and_all_of_the_model() -> None:
    assert len(worked_statements()) >= 12
    page = cypher_page()
    assert [one.label for one in NODE_TYPES if f"`:{one.label}`" not in page] == []
    assert [one.type for one in LINK_TYPES if f"| `{one.type}` |" not in page] == []


def test_a_figure_of_the_page_is_that_of_the_question(seeds: Library) -> None:
    """Counted another way: by the catalogue's own question."""
    by_title = {one.title[1]: one for one in worked_statements()}
    (row,) = by_title["A reported figure beside what the graph holds"].answer
    rows = seeds.ask("reconciliation", {"region": "530100"}).rows
    (held,) = [one for one in rows if one["metric"] == "groups_total"]
    assert (held["reported"], held["observed"]) == (row["reported"], row["held"])
