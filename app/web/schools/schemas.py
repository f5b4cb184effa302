"""Bodies of the school routes."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from app.web.envelope import Answered, Body, Id, LinkKey, Listed, Name, UndatedLinks, meaning
from app.web.params import ListAsked, NamePart, RegionCode, Stage, of
from graph.model import AIDS, MEMBER_OF, SCHOOL


class SchoolsAsked(ListAsked):
    """Which schools."""

    region: RegionCode = None
    stage: Stage = None
    q: NamePart = None
    as_of: Annotated[str | None, of("schools", "as_of")] = None


class SchoolRow(Body):
    """A school of a list."""

    id: Id
    name: Name
    aliases: Annotated[list[str], meaning(SCHOOL, "aliases")]
    stages: Annotated[list[str], meaning(SCHOOL, "stages")]
    setting: Annotated[str | None, meaning(SCHOOL, "setting")]
    students: Annotated[int | None, meaning(SCHOOL, "students")]
    teachers: Annotated[int | None, meaning(SCHOOL, "teachers")]
    status: Annotated[str | None, meaning(SCHOOL, "status")]
    region: str | None = Field(description="Code of the smallest region known.")
    lead: bool = Field(description="Whether it leads a group.")
    campus_of: str | None = Field(description="Id of the school that it is a campus of.")


class SchoolDetail(SchoolRow):
    """One school with its dates and evidence."""

    region_name: str | None = Field(description="Name of that region.")
    since: Annotated[str | None, meaning(SCHOOL, "since")]
    until: Annotated[str | None, meaning(SCHOOL, "until")]
    source_ids: Annotated[list[str], meaning(SCHOOL, "source_ids")]
    locators: Annotated[list[str], meaning(SCHOOL, "locators")]


class Schools(Listed[SchoolRow]):
    """Schools in the order of their ids."""


class OneSchool(Answered[SchoolDetail]):
    """One school: `items` holds it alone."""


class TiesAsked(ListAsked):
    """Ties of which day."""

    as_of: Annotated[str | None, of("ties_of_school", "as_of")] = None


class Tie(Body):
    """A tie of a school, in the direction that it is stored in."""

    key: LinkKey
    type: str = Field(description="Type of the link.")
    from_id: str = Field(description="Id where it starts; the helper of an aid link.")
    from_name: str = Field(description="Name of what it starts at.")
    to_id: str = Field(description="Id where it ends; the helped side of an aid link.")
    to_name: str = Field(description="Name of what it ends at.")
    form: Annotated[str | None, meaning(AIDS, "form")]
    role: Annotated[str | None, meaning(MEMBER_OF, "role")]
    programme: Annotated[str | None, meaning(AIDS, "programme")]
    since: Annotated[str | None, meaning(MEMBER_OF, "since")]
    until: Annotated[str | None, meaning(MEMBER_OF, "until")]
    undated_links: UndatedLinks
    source_ids: Annotated[list[str], meaning(MEMBER_OF, "source_ids")]
    locators: Annotated[list[str], meaning(MEMBER_OF, "locators")]


class Ties(Listed[Tie]):
    """Ties of a school, by type and key."""
