"""GET /groups/{id}: one education group and its members, an answer of their own."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Response

from app.web.bodies import Named, answer_model, asks, item_model
from app.web.deps import not_found
from app.web.envelope import envelope
from app.web.examples import shown
from app.web.params import AddressQuery, GroupId
from app.web.problems import ANSWER_PROBLEMS, MOVED
from app.web.replies import ReplyDep

router = APIRouter(prefix="/groups", tags=["groups"], responses=ANSWER_PROBLEMS)
_GROUP = item_model(Named("GroupDetail", "One group with its evidence."), "group")
_MEMBER = item_model(Named("Member", "A member school of a group."), "members_of_group")
_MEMBERS = answer_model(Named("Members", "Members of a group, leads first."), _MEMBER)
_ONE_GROUP = answer_model(
    Named("OneGroup", "One group (`items` holds it alone) and its members, an answer of their own."),
    _GROUP,
    members=_MEMBERS,
)


@asks("members_of_group", in_path={"group"})
class GroupQuery(AddressQuery):
    """Which members of the group."""


@router.get(
    "/{id}",
    summary="One group and its members 一个集团",
    response_model=_ONE_GROUP,
    responses=shown("/api/v1/groups/group-411202-01a4cbf828?as_of=2025-09-01") | MOVED,
)
def group(reply: ReplyDep, id: GroupId, query: Annotated[GroupQuery, Query()]) -> Response:  # noqa: A002
    """One group with its region, leads and evidence, and its members on a day, leads first."""
    answer = reply.ask("group", {"id": id})
    if not answer.rows:
        raise not_found("group", id)
    members = reply.ask("members_of_group", query.given(group=id))
    return reply.one(lambda: _ONE_GROUP(**envelope(answer), members=_MEMBERS(**envelope(members))), answer, members)
