"""GET /schools, /schools/{id} and /schools/{id}/ties."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Response

from app.web.envelope import envelope
from app.web.examples import CSV, shown
from app.web.params import SchoolId
from app.web.problems import ANSWER_PROBLEMS
from app.web.replies import Reply, ReplyDep
from app.web.schools.schemas import OneSchool, Schools, SchoolsAsked, Ties, TiesAsked
from graph.answers import Answer
from graph.errors import NotFound

router = APIRouter(prefix="/schools", tags=["schools"], responses=ANSWER_PROBLEMS)


@router.get(
    "",
    summary="Schools 学校名单",
    response_model=Schools,
    responses=shown("/api/v1/schools?region=411202&stage=senior&limit=1", CSV),
)
def schools(reply: ReplyDep, asked: Annotated[SchoolsAsked, Query()]) -> Response:
    """Schools by region (with all below it), stage, part of the name and day, in the order of their ids."""
    page = reply.page_in(asked.region, "schools", asked)
    return reply.listed(page, lambda: Schools(**page.fields()))


@router.get(
    "/{id}",
    summary="One school 一所学校",
    response_model=OneSchool,
    responses=shown("/api/v1/schools/school-411202-f59aea73d1"),
)
def school(reply: ReplyDep, id: SchoolId) -> Response:  # noqa: A002 - the path's own name
    """One school with all it is known by, its region and its evidence."""
    answer = _school(reply, id)
    return reply.one(lambda: OneSchool(**envelope(answer)), answer)


@router.get(
    "/{id}/ties",
    summary="Ties of a school 学校的联系",
    response_model=Ties,
    responses=shown("/api/v1/schools/school-411202-f59aea73d1/ties?as_of=2025-09-01&limit=1", CSV),
)
def ties(reply: ReplyDep, id: SchoolId, asked: Annotated[TiesAsked, Query()]) -> Response:  # noqa: A002
    """Every tie that touches a school, in either direction, with its dates and evidence."""
    page = reply.page("ties_of_school", asked, id=id)
    _school(reply, id)
    return reply.listed(page, lambda: Ties(**page.fields()))


def _school(reply: Reply, id_: str) -> Answer:
    answer = reply.ask("school", {"id": id_})
    if not answer.rows:
        raise NotFound(f"No school has the id {id_[:80]!r}", parameter="id")
    return answer
