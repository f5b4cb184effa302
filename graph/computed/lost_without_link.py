"""Lost without a link: the schools that one tie holds, found from its key."""

from __future__ import annotations

from typing import Any

from graph.computed.computation import Computation
from graph.computed.leaving import ends, tie
from graph.computed.undated import take_undated
from graph.errors import NotFound
from graph.questions import Question
from graph.store import Store


def lost_without_link(
    store: Store, question: Question, parameters: dict[str, Any], max_rows: int | None
) -> Computation:
    """Answer `lost_without_link`: the schools that the tie touches. Raises NotFound for a key that no tie has."""
    found = tie(store, parameters["link"])
    if found is None:
        raise NotFound(
            f"No tie has the key {parameters['link'][:80]!r}",
            chinese=f"没有联系的键是 {parameters['link'][:80]!r}",
            next_step="Keys of ties stand in /api/v1/schools/ID/ties, or `huoshui ask ties_of_school -p id=ID`.",
        )
    values = {**parameters, "schools": ends(found, "School")}
    result = store.read(question.statement, values, max_rows=max_rows)
    return Computation(result.rows, take_undated(result.rows), result.truncated, result.cut_at, given=values)
