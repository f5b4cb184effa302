"""GET /groups and /groups/{id}."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query

from app.web.deps import LibraryDep, require_region
from app.web.envelope import envelope, page_of
from app.web.examples import shown
from app.web.groups.examples import GROUP, GROUPS
from app.web.groups.schemas import GroupAsked, Groups, GroupsAsked, Members, OneGroup
from app.web.params import LIST_LIMIT, GroupId, checked
from app.web.problems import ANSWER_PROBLEMS
from graph.errors import NotFound

router = APIRouter(prefix="/groups", tags=["groups"], responses=ANSWER_PROBLEMS)


@router.get("", summary="Education groups 集团名单", responses=shown(GROUPS))
def groups(library: LibraryDep, asked: Annotated[GroupsAsked, Query()]) -> Groups:
    """Groups, alliances, communities and districts, with lead schools and the number of members on a day."""
    rows = checked(LIST_LIMIT, asked.limit)
    answer = library.ask("groups", asked.given(after=asked.cursor), max_rows=rows)
    if not answer.rows:
        require_region(library, asked.region)
    return Groups(**page_of(answer))


@router.get("/{id}", summary="One group and its members 一个集团", responses=shown(GROUP))
def group(library: LibraryDep, id: GroupId, asked: Annotated[GroupAsked, Query()]) -> OneGroup:  # noqa: A002
    """One group with its region, leads and evidence, and its members on a day, leads first."""
    answer = library.ask("group", {"id": id})
    if not answer.rows:
        raise NotFound(f"No group has the id {id[:80]!r}", next_step="Search by name: /api/v1/groups?q=NAME.")
    members = library.ask("members_of_group", asked.given(group=id))
    return OneGroup(**envelope(answer), members=Members(**envelope(members)))
