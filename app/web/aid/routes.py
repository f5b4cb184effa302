"""GET /aid-links and /programmes."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Response

from app.web.aid.schemas import AidLinks, AidLinksAsked, Programmes, ProgrammesAsked
from app.web.examples import CSV, shown
from app.web.problems import ANSWER_PROBLEMS
from app.web.replies import ReplyDep

router = APIRouter(tags=["aid"], responses=ANSWER_PROBLEMS)


@router.get(
    "/aid-links",
    summary="Aid links 帮扶名单",
    response_model=AidLinks,
    responses=shown("/api/v1/aid-links?region=530100&form=group_aid&as_of=2025-09-01&limit=1", CSV),
)
def aid_links(reply: ReplyDep, asked: Annotated[AidLinksAsked, Query()]) -> Response:
    """Aid links by region (either end in it), helper, helped, form and programme, with counts and evidence."""
    page = reply.page_in(asked.region, "aid_links", asked)
    return reply.listed(page, lambda: AidLinks(**page.fields()))


@router.get(
    "/programmes",
    summary="Aid programmes 帮扶项目",
    response_model=Programmes,
    responses=shown("/api/v1/programmes?as_of=2025-09-01&limit=1", CSV),
)
def programmes(reply: ReplyDep, asked: Annotated[ProgrammesAsked, Query()]) -> Response:
    """Each named aid programme: its aid links and pairings, since when, and who helps whom."""
    page = reply.page("programmes", asked)
    return reply.listed(page, lambda: Programmes(**page.fields()))
