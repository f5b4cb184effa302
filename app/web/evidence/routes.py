"""GET /sources and /reconciliation."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Response

from app.web.deps import require_region
from app.web.evidence.examples import RECONCILIATION, SOURCES
from app.web.evidence.schemas import Reconciliation, ReconciliationAsked, Sources, SourcesAsked
from app.web.examples import CSV, shown
from app.web.problems import ANSWER_PROBLEMS
from app.web.replies import ReplyDep

router = APIRouter(tags=["evidence"], responses=ANSWER_PROBLEMS)


@router.get("/sources", summary="Sources 来源", response_model=Sources, responses=shown(SOURCES, CSV))
def sources(reply: ReplyDep, asked: Annotated[SourcesAsked, Query()]) -> Response:
    """Every source with the number of links and figures that cite it."""
    page = reply.page("sources", asked)
    return reply.listed(page, lambda: Sources(**page.fields()))


@router.get(
    "/reconciliation",
    summary="Reported against observed 报道与图谱对照",
    response_model=Reconciliation,
    responses=shown(RECONCILIATION, CSV),
)
def reconciliation(reply: ReplyDep, asked: Annotated[ReconciliationAsked, Query()]) -> Response:
    """Reported figures beside what the graph holds of the same subject, with the difference."""
    page = reply.page("reconciliation", asked)
    if not page.rows:
        require_region(reply.library, asked.region)
    return reply.listed(page, lambda: Reconciliation(**page.fields()))
