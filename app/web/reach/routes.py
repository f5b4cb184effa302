"""GET /reach/{id}."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query

from app.web.deps import LibraryDep
from app.web.envelope import envelope
from app.web.examples import shown
from app.web.params import LANGUAGE, REACH_LIMIT, StartId, checked
from app.web.problems import ANSWER_PROBLEMS
from app.web.reach.examples import REACH
from app.web.reach.schemas import Reach, ReachAsked

router = APIRouter(prefix="/reach", tags=["reach"], responses=ANSWER_PROBLEMS)


@router.get("/{id}", summary="What a school, group or region reaches 辐射", responses=shown(REACH))
def reach(library: LibraryDep, id: StartId, asked: Annotated[ReachAsked, Query()]) -> Reach:  # noqa: A002
    """Everything that ties starting here touch within some hops, each with its hop count and one shortest path.

    One hop is one link, so two schools of a group are two hops apart. Direction is that of the link as it is stored
    (helper to helped, school to group, campus to parent); PAIRED_WITH has none and is followed either way."""
    rows, language = checked(REACH_LIMIT, asked.limit), checked(LANGUAGE, asked.lang)
    answer = library.ask("reach", asked.given(start=id), max_rows=rows)
    items = [_item(row, "sentence" if language == "zh" else "sentence_en") for row in answer.rows]
    return Reach(**{**envelope(answer), "items": items}, start=answer.extra["start"], totals=answer.extra["totals"])


def _item(row: dict[str, Any], sentence: str) -> dict[str, Any]:
    """A row with its sentence in one language."""
    return {name: row[name] for name in ("id", "label", "name", "hops", "path")} | {"sentence": row[sentence]}
