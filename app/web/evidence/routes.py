"""GET /sources, /indicators and /reconciliation."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Response

from app.web.evidence.schemas import (
    Indicators,
    IndicatorsAsked,
    Reconciliation,
    ReconciliationAsked,
    Sources,
    SourcesAsked,
)
from app.web.examples import CSV, shown
from app.web.problems import ANSWER_PROBLEMS
from app.web.replies import ReplyDep

router = APIRouter(tags=["evidence"], responses=ANSWER_PROBLEMS)


@router.get("/sources", summary="Sources 来源", response_model=Sources, responses=shown("/api/v1/sources?limit=1", CSV))
def sources(reply: ReplyDep, asked: Annotated[SourcesAsked, Query()]) -> Response:
    """Every source with the number of links and figures that cite it."""
    page = reply.page("sources", asked)
    return reply.listed(page, lambda: Sources(**page.fields()))


@router.get(
    "/indicators",
    summary="Reported figures 指标",
    response_model=Indicators,
    responses=shown("/api/v1/indicators?region=530100&limit=1", CSV),
)
def indicators(reply: ReplyDep, asked: Annotated[IndicatorsAsked, Query()]) -> Response:
    """Figures that sources report, by subject, region (subject in it), metric and date, with unit and evidence."""
    page = reply.page_in(asked.region, "indicators", asked)
    return reply.listed(page, lambda: Indicators(**page.fields()))


@router.get(
    "/reconciliation",
    summary="Reported against observed 报道与图谱对照",
    response_model=Reconciliation,
    responses=shown("/api/v1/reconciliation?region=530100&as_of=2025-09-01&limit=1", CSV),
)
def reconciliation(reply: ReplyDep, asked: Annotated[ReconciliationAsked, Query()]) -> Response:
    """Reported figures beside what the graph holds of the same subject, with the difference."""
    page = reply.page_in(asked.region, "reconciliation", asked)
    return reply.listed(page, lambda: Reconciliation(**page.fields()))
