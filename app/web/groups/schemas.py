"""Bodies of the group routes."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from app.web.envelope import Answered, Body, Id, Listed, Name, UndatedLinks, meaning
from app.web.params import Asked, AsOf, ListAsked, RegionCode, of
from graph.model import EDUCATION_GROUP, MEMBER_OF, SCHOOL


class GroupsAsked(ListAsked):
    """Which groups."""

    region: RegionCode = None
    kind: Annotated[str | None, of("groups", "kind")] = None
    q: Annotated[str | None, of("groups", "q")] = None
    as_of: Annotated[str | None, of("groups", "as_of")] = None


class GroupAsked(Asked):
    """Which members of the group."""

    as_of: Annotated[AsOf, of("members_of_group", "as_of")] = None


class _Group(Body):
    id: Id
    name: Name
    aliases: Annotated[list[str], meaning(EDUCATION_GROUP, "aliases")]
    kind: Annotated[str, meaning(EDUCATION_GROUP, "kind")]
    region: str | None = Field(description="Code of the smallest region known.")
    since: Annotated[str | None, meaning(EDUCATION_GROUP, "since")]
    until: Annotated[str | None, meaning(EDUCATION_GROUP, "until")]
    leads: list[str] = Field(description="Ids of its lead schools.")


class GroupRow(_Group):
    """A group of a list."""

    members: int = Field(description="Schools that are members on the day asked for, leads included.")
    undated_links: UndatedLinks


class GroupDetail(_Group):
    """One group with its evidence."""

    region_name: str | None = Field(description="Name of that region.")
    source_ids: Annotated[list[str], meaning(EDUCATION_GROUP, "source_ids")]
    locators: Annotated[list[str], meaning(EDUCATION_GROUP, "locators")]


class Member(Body):
    """A member school of a group."""

    school_id: str = Field(description="Id of the school.")
    name: Name
    role: Annotated[str | None, meaning(MEMBER_OF, "role")]
    mode: Annotated[str | None, meaning(MEMBER_OF, "mode")]
    students: Annotated[int | None, meaning(SCHOOL, "students")]
    since: Annotated[str | None, meaning(MEMBER_OF, "since")]
    until: Annotated[str | None, meaning(MEMBER_OF, "until")]
    entailed: Annotated[bool, meaning(MEMBER_OF, "entailed")]
    undated_links: UndatedLinks
    source_ids: Annotated[list[str], meaning(MEMBER_OF, "source_ids")]
    locators: Annotated[list[str], meaning(MEMBER_OF, "locators")]


class Groups(Listed[GroupRow]):
    """Groups in the order of their ids."""


class Members(Answered[Member]):
    """Members of a group, leads first."""


class OneGroup(Answered[GroupDetail]):
    """One group (`items` holds it alone) and its members, an answer of their own."""

    members: Members
