"""GET /reach/{id}."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

from fastapi import APIRouter, Query, Response

from app.web.examples import FILES, shown
from app.web.params import LANGUAGE, StartId, checked
from app.web.problems import ANSWER_PROBLEMS, MOVED
from app.web.reach.schemas import Reach, ReachQuery
from app.web.replies import ReplyDep

router = APIRouter(prefix="/reach", tags=["reach"], responses=ANSWER_PROBLEMS)


@router.get(
    "/{id}",
    summary="What a school, group, organisation or region reaches 辐射",
    response_model=Reach,
    responses=shown("/api/v1/reach/school-411202-35460f9c90?ties=MEMBER_OF&as_of=2025-09-01&limit=2&lang=en", FILES)
    | MOVED,
)
def reach(reply: ReplyDep, id: StartId, query: Annotated[ReachQuery, Query()]) -> Response:  # noqa: A002
    """Everything that ties starting here touch within some hops, each with its hop count and one shortest path.

    One hop is one link, so two schools of a group are two hops apart. Direction is that of the link as it is stored
    (helper to helped, school to group, campus to parent); PAIRED_WITH has none and is followed either way.

    `without` answers as if one school (with its campuses), group, organisation, region or tie were not there, and tells
    what that changes."""
    sentence = "sentence" if checked(LANGUAGE, query.lang) == "zh" else "sentence_en"
    page = reply.page("reach", query, start=id)
    return reply.listed(
        page,
        lambda: Reach(
            **page.fields([_item(row, sentence) for row in page.rows]), **_beside(page.answer.extra, sentence)
        ),
    )


def _beside(extra: Mapping[str, Any], sentence: str) -> dict[str, Any]:
    """Start and totals, and what leaving something out changes."""
    if "what_if" not in extra:
        return dict(extra)
    lost = extra["what_if"]["lost"]
    told = {**lost, "rows": [_item(row, sentence) for row in lost["rows"]]}
    return {**extra, "what_if": {**extra["what_if"], "lost": told}}


def _item(row: dict[str, Any], sentence: str) -> dict[str, Any]:
    """A row with its sentence in one language."""
    return {name: row[name] for name in ("id", "label", "name", "hops", "path")} | {"sentence": row[sentence]}
