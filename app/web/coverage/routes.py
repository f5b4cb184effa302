"""GET /coverage and /coverage/uncovered."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query, Response

from app.web.coverage.schemas import Coverage, CoverageQuery, CoveredRegion, Uncovered, UncoveredQuery
from app.web.examples import FILES, shown
from app.web.problems import ANSWER_PROBLEMS
from app.web.replies import ReplyDep

router = APIRouter(prefix="/coverage", tags=["coverage"], responses=ANSWER_PROBLEMS)


@router.get(
    "",
    summary="Coverage 覆盖率",
    response_model=Coverage,
    responses=shown("/api/v1/coverage?region=430921&covered_by=group&as_of=2025-09-01", FILES),
)
def coverage(reply: ReplyDep, query: Annotated[CoverageQuery, Query()]) -> Response:
    """How much of a region, or of every region of a level, is covered by group membership, by aid, or by either.

    Give `region`, or `by` for every region of a level, or both for the regions of that level inside the region; given
    neither, it is every prefecture. A share always stands with its numerator and denominator. Lists leave out regions
    without a known school.

    `without` answers as if one school (with its campuses), group, organisation, region or tie were not there, and tells
    what that changes."""
    page = reply.page("coverage", query, region="region")
    return reply.listed(page, lambda: Coverage(**page.fields([_item(row) for row in page.rows]), **page.answer.extra))


@router.get(
    "/uncovered",
    summary="Schools that nothing covers 未被覆盖的学校",
    response_model=Uncovered,
    responses=shown("/api/v1/coverage/uncovered?region=430921&covered_by=group&as_of=2025-09-01&limit=1", FILES),
)
def uncovered(reply: ReplyDep, query: Annotated[UncoveredQuery, Query()]) -> Response:
    """Schools of a region that no group, no aid, or neither covers: the other side of the share."""
    page = reply.page("uncovered_schools", query, region="region")
    return reply.listed(page, lambda: Uncovered(**page.fields(), **page.answer.extra))


def _item(row: dict[str, Any]) -> dict[str, Any]:
    """A row with its region apart from its figures."""
    figures = row.copy()
    return {"region": {name: figures.pop(name) for name in CoveredRegion.model_fields}, **figures}
