"""Bodies of the aid routes."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from app.web.envelope import Body, Id, LinkKey, Listed, Name, UndatedLinks, meaning
from app.web.params import AsOf, ListAsked, RegionCode, of
from graph.model import AIDS


class AidLinksAsked(ListAsked):
    """Which aid links."""

    region: RegionCode = None
    helper: Annotated[str | None, of("aid_links", "helper")] = None
    helped: Annotated[str | None, of("aid_links", "helped")] = None
    form: Annotated[str | None, of("aid_links", "form")] = None
    programme: Annotated[str | None, of("aid_links", "programme")] = None
    as_of: AsOf = None


class AidLinkRow(Body):
    """An aid link: help goes from the helper to the helped."""

    key: LinkKey
    helper_id: str = Field(description="Id of the school, group or region that helps.")
    helper: str = Field(description="Name of the helper.")
    helper_label: str = Field(description="School, EducationGroup, Province, Prefecture or County.")
    helped_id: str = Field(description="Id of the school, group or region that is helped.")
    helped: str = Field(description="Name of the helped.")
    helped_label: str = Field(description="School, EducationGroup, Province, Prefecture or County.")
    form: Annotated[str, meaning(AIDS, "form")]
    programme: Annotated[str | None, meaning(AIDS, "programme")]
    since: Annotated[str | None, meaning(AIDS, "since")]
    until: Annotated[str | None, meaning(AIDS, "until")]
    teachers_sent: Annotated[int | None, meaning(AIDS, "teachers_sent")]
    teachers_received: Annotated[int | None, meaning(AIDS, "teachers_received")]
    students_exchanged: Annotated[int | None, meaning(AIDS, "students_exchanged")]
    schools_helping: Annotated[int | None, meaning(AIDS, "schools_helping")]
    schools_helped: Annotated[int | None, meaning(AIDS, "schools_helped")]
    activities: Annotated[int | None, meaning(AIDS, "activities")]
    entailed: Annotated[bool, meaning(AIDS, "entailed")]
    undated_links: UndatedLinks
    source_ids: Annotated[list[str], meaning(AIDS, "source_ids")]
    locators: Annotated[list[str], meaning(AIDS, "locators")]


class AidLinks(Listed[AidLinkRow]):
    """Aid links in the order of their keys."""


class ProgrammesAsked(ListAsked):
    """Programmes with the links of which day."""

    as_of: Annotated[str | None, of("programmes", "as_of")] = None


class ProgrammeRow(Body):
    """A named aid programme."""

    id: Id
    name: Name
    aid_links: int = Field(description="Aid links that belong to it.")
    pairings: int = Field(description="Pairings without a stated helper that belong to it.")
    since: str | None = Field(description="When the first of its links with a known start began.")
    helpers: list[str] = Field(description="Names of the helpers.")
    helped: list[str] = Field(description="Names of the helped.")
    undated_links: UndatedLinks


class Programmes(Listed[ProgrammeRow]):
    """Programmes in the order of their ids."""
