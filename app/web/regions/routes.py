"""GET /regions and /regions/{id}."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query

from app.web.deps import LibraryDep, require_region
from app.web.envelope import envelope, page_of
from app.web.examples import shown
from app.web.params import LIST_LIMIT, RegionId, checked
from app.web.problems import ANSWER_PROBLEMS
from app.web.regions.examples import REGION, REGIONS
from app.web.regions.schemas import OneRegion, Regions, RegionsAsked

router = APIRouter(prefix="/regions", tags=["regions"], responses=ANSWER_PROBLEMS)


@router.get("", summary="Regions 地区名单", responses=shown(REGIONS))
def regions(library: LibraryDep, asked: Annotated[RegionsAsked, Query()]) -> Regions:
    """Provinces, prefectures, counties and functional districts, by what lies above, level and part of the name."""
    rows = checked(LIST_LIMIT, asked.limit)
    answer = library.ask("regions", asked.given(after=asked.cursor), max_rows=rows)
    if not answer.rows:
        require_region(library, asked.parent, "parent")
    return Regions(**page_of(answer))


@router.get("/{id}", summary="One region 一个地区", responses=shown(REGION))
def region(library: LibraryDep, id: RegionId) -> OneRegion:  # noqa: A002 - the path's own name
    """One region, what lies above it, and how many regions and known schools lie below."""
    require_region(library, id, "id")
    return OneRegion(**envelope(library.ask("region", {"id": id})))
