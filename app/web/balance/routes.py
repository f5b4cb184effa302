"""GET /balance."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Response

from app.web.balance.schemas import Balance, BalanceAsked
from app.web.examples import CSV, shown
from app.web.problems import ANSWER_PROBLEMS
from app.web.replies import ReplyDep

router = APIRouter(prefix="/balance", tags=["balance"], responses=ANSWER_PROBLEMS)


@router.get(
    "",
    summary="Balance between schools 差异系数",
    response_model=Balance,
    responses=shown("/api/v1/balance?region=530600", CSV),
)
def balance(reply: ReplyDep, asked: Annotated[BalanceAsked, Query()]) -> Response:
    """Coefficient of variation of teachers per student across a region's schools, weighted by students: 0 is even."""
    page = reply.page_in(asked.region, "balance", asked)
    return reply.listed(page, lambda: Balance(**page.fields()))
