"""GET /regions and /regions/{id}."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Response

from app.web.deps import require_region
from app.web.envelope import envelope
from app.web.examples import CSV, shown
from app.web.params import RegionId
from app.web.problems import ANSWER_PROBLEMS
from app.web.regions.schemas import OneRegion, Regions, RegionsAsked
from app.web.replies import ReplyDep

router = APIRouter(prefix="/regions", tags=["regions"], responses=ANSWER_PROBLEMS)


@router.get(
    "",
    summary="Regions 地区名单",
    response_model=Regions,
    responses=shown("/api/v1/regions?parent=530100&level=county&limit=1", CSV),
)
def regions(reply: ReplyDep, asked: Annotated[RegionsAsked, Query()]) -> Response:
    """Provinces, prefectures, counties and functional districts, by what lies above, level and part of the name."""
    page = reply.page_in(asked.parent, "regions", asked, "parent")
    return reply.listed(page, lambda: Regions(**page.fields()))


@router.get("/{id}", summary="One region 一个地区", response_model=OneRegion, responses=shown("/api/v1/regions/530124"))
def region(reply: ReplyDep, id: RegionId) -> Response:  # noqa: A002 - the path's own name
    """One region, what lies above it, and how many regions and known schools lie below."""
    require_region(reply.library, id, "id")
    answer = reply.ask("region", {"id": id})
    return reply.one(lambda: OneRegion(**envelope(answer)), answer)
