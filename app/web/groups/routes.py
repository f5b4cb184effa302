"""GET /groups and /groups/{id}."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Response

from app.web.envelope import envelope
from app.web.examples import CSV, shown
from app.web.groups.schemas import GroupAsked, Groups, GroupsAsked, Members, OneGroup
from app.web.params import GroupId
from app.web.problems import ANSWER_PROBLEMS
from app.web.replies import ReplyDep
from graph.errors import NotFound

router = APIRouter(prefix="/groups", tags=["groups"], responses=ANSWER_PROBLEMS)

_STEP = "Search by name: /api/v1/groups?q=NAME."


@router.get(
    "",
    summary="Education groups 集团名单",
    response_model=Groups,
    responses=shown("/api/v1/groups?region=411202&kind=alliance&as_of=2025-09-01&limit=1", CSV),
)
def groups(reply: ReplyDep, asked: Annotated[GroupsAsked, Query()]) -> Response:
    """Groups, alliances, communities and districts, with lead schools and the number of members on a day."""
    page = reply.page_in(asked.region, "groups", asked)
    return reply.listed(page, lambda: Groups(**page.fields()))


@router.get(
    "/{id}",
    summary="One group and its members 一个集团",
    response_model=OneGroup,
    responses=shown("/api/v1/groups/group-411202-01a4cbf828?as_of=2025-09-01"),
)
def group(reply: ReplyDep, id: GroupId, asked: Annotated[GroupAsked, Query()]) -> Response:  # noqa: A002
    """One group with its region, leads and evidence, and its members on a day, leads first."""
    answer = reply.ask("group", {"id": id})
    if not answer.rows:
        raise NotFound(f"No group has the id {id[:80]!r}", parameter="id", next_step=_STEP)
    members = reply.ask("members_of_group", asked.given(group=id))
    return reply.one(lambda: OneGroup(**envelope(answer), members=Members(**envelope(members))), answer, members)
