"""A page of a list: the statement is told how many rows it is for, so that it orders and joins no more than those."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from graph.columns.reading import StateReading
from graph.computed.computation import Computation
from graph.computed.undated import take_undated
from graph.questions import Question
from graph.store import Store

if TYPE_CHECKING:
    from graph.columns.frames import Columns

ALL = 1_000_000
"""`$most` where no page is meant; ArcadeDB refuses 2**31 - 1."""


def first_rows(most: int) -> dict[str, Any]:
    """What a list's statement is given beside the question's parameters, where nobody knows what stands on its page."""
    return {"most": most, "page": None}


def page(
    store: Store, question: Question, parameters: dict[str, Any], max_rows: int | None, read: StateReading
) -> Computation:
    """Answer a list whose statement ends at `$most` rows: one more than the page, which tells that there are more.

    Where columns know what stands on it, the statement is told (`$page`), and looks at nothing else."""
    cut_at = store.settings.max_rows if max_rows is None else max_rows
    given = {**parameters, **first_rows(cut_at + 1)}
    found = read.of_columns(lambda columns: _page_of(columns, question.id, parameters, cut_at + 1))
    result = store.read(question.statement, {**given, "page": found}, max_rows=cut_at)
    # A load may take away what stood on the page a moment ago: what comes after it is still there.
    goes_on = result.truncated or len(found or ()) > cut_at
    return Computation(result.rows, take_undated(result.rows), goes_on, cut_at, given=given)


def _page_of(columns: Columns, question_id: str, parameters: Mapping[str, Any], most: int) -> list[Any] | None:
    from graph.columns.pages import page_of

    return page_of(columns, question_id, parameters, most)
