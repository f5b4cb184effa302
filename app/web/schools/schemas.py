"""Bodies of the school routes."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from app.web.envelope import Answered, Body, Id, Listed, Name, meaning
from app.web.params import Asked, Cursor, Limit, NamePart, RegionCode, Stage
from graph.model import SCHOOL


class SchoolsAsked(Asked):
    """Which schools."""

    region: RegionCode = None
    stage: Stage = None
    q: NamePart = None
    limit: Limit = None
    cursor: Cursor = None


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
