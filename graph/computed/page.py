"""A page of a list: the statement is told how many rows it is for, so that it orders and joins no more than those."""

from __future__ import annotations

from typing import Any

from graph.computed.computation import Computation
from graph.computed.undated import take_undated
from graph.questions import Question
from graph.store import Store

ALL = 1_000_000
"""`$most` where no page is meant; ArcadeDB refuses 2**31 - 1."""


def page(store: Store, question: Question, parameters: dict[str, Any], max_rows: int | None) -> Computation:
    """Answer a list whose statement ends at `$most` rows: one more than the page, which tells that there are more."""
    cut_at = store.settings.max_rows if max_rows is None else max_rows
    given = {**parameters, "most": cut_at + 1}
    result = store.read(question.statement, given, max_rows=cut_at)
    return Computation(result.rows, take_undated(result.rows), result.truncated, cut_at, given=given)
