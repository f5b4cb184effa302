"""GET /search."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Response

from app.web.examples import CSV, shown
from app.web.problems import ANSWER_PROBLEMS
from app.web.replies import ReplyDep
from app.web.search.schemas import Search, SearchAsked

router = APIRouter(prefix="/search", tags=["search"], responses=ANSWER_PROBLEMS)


@router.get(
    "",
    summary="Find by name 按名称查找",
    response_model=Search,
    responses=shown("/api/v1/search?q=%E6%98%86%E4%B8%89%E4%B8%AD&limit=1", CSV),
)
def search(reply: ReplyDep, asked: Annotated[SearchAsked, Query()]) -> Response:
    """Schools, groups and regions whose name or alias holds the text, whole names first."""
    page = reply.page_of("find", {"name": asked.q}, asked, called={"name": "q"})
    return reply.listed(page, lambda: Search(**page.fields()))
