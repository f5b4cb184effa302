"""Answers that are computed from columns as a whole: the same as without them."""

from __future__ import annotations

from typing import Any

import pytest

from graph.answers import Library
from graph.columns import reading
from graph.columns.files import ColumnFiles
from graph.columns.reading import RowReader
from graph.state import graph_state


@pytest.mark.parametrize("day", ["any", "2015-01-01", "2024-06-30", "2026-09-01"])
@pytest.mark.parametrize("question", ["group_centrality", "overview"])
@pytest.mark.parametrize("name", ["small", "censused", "seeds"])
def test_they_are_what_the_engine_alone_gives(
    request: pytest.FixtureRequest,
    monkeypatch: pytest.MonkeyPatch,
    reader: object,
    name: str,
    question: str,
    day: str,
) -> None:
    store = request.getfixturevalue(name).store
    engines = Library(store).ask(question, {"as_of": day})
    monkeypatch.setattr(reading, "FROM_NODES", 0)
    assert ColumnFiles(store).build(graph_state(store))
    found: list[Any] = []
    own = RowReader.found

    def noting(*given: Any) -> Any:
        found.append(own(*given))
        return found[-1]

    monkeypatch.setattr(RowReader, "found", noting)
    columns = Library(store).ask(question, {"as_of": day})
    assert found, question
    assert found[0] is not None
    assert (columns.rows, columns.extra) == (engines.rows, engines.extra)
    assert columns.receipt.answer_digest == engines.receipt.answer_digest
    assert columns.receipt.undated_observed == engines.receipt.undated_observed
    assert columns.receipt.undated_links == engines.receipt.undated_links
